import type { SettingFields, ValuesOf } from '../field';
import type { KindDefinition } from '../kind';
import type { warmup } from './fields';

/** Where a run is, in epochs: 0 at the first step, `epochs` after the last; steps within an epoch are fractions. */
export interface Progress {
  readonly epoch: number;
  readonly epochs: number;
  /** How often the run has come to a plateau so far; absent: never. */
  readonly plateaus?: number;
}

/** What every schedule has; its own fields come on top. */
export interface ScheduleFields extends SettingFields {
  readonly warmupEpochs: (typeof warmup)['warmupEpochs'];
}

/** When the loss counts as no longer improving. */
export interface Plateau {
  /** Epochs without improvement after which it is one. */
  readonly patience: number;
  /** Less than this is no improvement. */
  readonly minimumDelta: number;
}

/** A number that keeps a schedule from ever changing the rate. */
export interface IdleField<Key extends string = string> {
  readonly key: Key;
  readonly value: number;
  /** A value with which it acts; null where the run is too short for any. */
  readonly better: number | null;
}

/**
 * All there is to know of one schedule of the learning rate, as one plain object in one file: document, forms, command line, sweeps,
 * comparison and training read it. The warm-up in front is the same for all.
 */
export interface ScheduleDefinition<T extends string = string, F extends ScheduleFields = ScheduleFields>
  extends KindDefinition<T, F> {
  /** The learning rate after the warm-up. `epoch` and `epochs` count from the warm-up's end. */
  rate(settings: ValuesOf<F>, learningRate: number, progress: Progress): number;
  /** Only where the rate depends on plateaus of the loss (`Progress.plateaus`): what counts as one. */
  plateau?(settings: ValuesOf<F>): Plateau;
  /** The field that decides how fast the rate falls; absent where the fall is spread over the run. */
  readonly paceKey?: keyof F & string;
  /**
   * The field that keeps the rate constant; null where the schedule acts. Absent: it always acts, or is meant to be constant.
   *
   * @param epochs of the run after the warm-up
   */
  idleField?(settings: ValuesOf<F>, epochs: number): IdleField<keyof F & string> | null;
}

/** Keeps the types of the fields, and has the compiler hold the functions against them. */
export function defineSchedule<const T extends string, F extends ScheduleFields>(
  definition: ScheduleDefinition<T, F>,
): ScheduleDefinition<T, F> {
  return definition;
}
