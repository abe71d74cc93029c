import type { ChildProcess } from '../processes/child-process';
import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';

/** A running trainer process, seen from its owner. */
export type TrainerProcess = ChildProcess<TrainerCommand, TrainerMessage>;

export type StartTrainer = () => TrainerProcess;
