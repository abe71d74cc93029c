import type { RunEvent } from '../../../contract/contract';
import type { SpeedRecord } from '../../../graph-runtime/estimate/speed-record';
import type { DatasetRoots } from '../../data/dataset-roots';
import type { RunControl } from '../prepare/run-control';
import type { StepResult } from '../prepare/step-result';
import type { TrainerCommand } from '../protocol/protocol';

export type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

/** What a run is started with. */
export interface TrainOptions {
  readonly command: TrainCommand;
  readonly datasets: DatasetRoots;
  readonly emit: (event: RunEvent) => void;
  /** Looked at between steps: whether to pause or to end, and what is asked meanwhile. */
  readonly control: RunControl;
  /** Called after the run's last event, with how long its steps took; not at all when there were too few. */
  readonly onSpeed?: (record: SpeedRecord) => void;
  /** Share of the steps' time that looking at the network's health may take; by default 2.5%. */
  readonly healthShare?: number;
  /** Called at every single step; events come less often. */
  readonly onStep?: (step: number, result: StepResult) => void;
}
