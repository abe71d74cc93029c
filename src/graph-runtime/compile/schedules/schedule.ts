import type { ScheduleSettings } from '../../document/document';

/** Where a run is, in epochs: 0 at the first step, `epochs` behind the last; steps within an epoch are fractions. */
export interface Progress {
  readonly epoch: number;
  readonly epochs: number;
  /** How often the run has come to a plateau so far; absent: never. */
  readonly plateaus?: number;
}

/** How one kind of schedule scales the learning rate; the warm-up in front is the same for all. */
export interface ScheduleDefinition<S extends ScheduleSettings = ScheduleSettings> {
  readonly type: S['type'];
  /** The learning rate behind the warm-up. `epoch` and `epochs` count from the warm-up's end. */
  rate(settings: S, learningRate: number, progress: Progress): number;
}
