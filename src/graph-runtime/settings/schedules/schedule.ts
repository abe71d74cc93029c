import type { SettingFields, ValuesOf } from '../field';
import type { KindDefinition } from '../kind';
import type { warmup } from './fields';

/** Where a run is, in epochs: 0 at the first step, `epochs` behind the last; steps within an epoch are fractions. */
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

/**
 * All there is to know of one schedule of the learning rate, as one plain object in one file: document, forms, command line, sweeps,
 * comparison and training read it. The warm-up in front is the same for all.
 */
export interface ScheduleDefinition<T extends string = string, F extends ScheduleFields = ScheduleFields>
  extends KindDefinition<T, F> {
  /** The learning rate behind the warm-up. `epoch` and `epochs` count from the warm-up's end. */
  rate(settings: ValuesOf<F>, learningRate: number, progress: Progress): number;
}

/** Keeps the types of the fields, and has the compiler hold the functions against them. */
export function defineSchedule<const T extends string, F extends ScheduleFields>(
  definition: ScheduleDefinition<T, F>,
): ScheduleDefinition<T, F> {
  return definition;
}
