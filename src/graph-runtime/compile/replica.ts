import type { OpNode, Value } from '../ops/op-graph';
import type { StoredBatch } from './data-input';
import type { WeightUpdate } from './lowering-context';
import type { TrainStepOptions } from './train-step-options';
import type { WeightGradient } from './update-weights';

export interface ReplicatedStepOptions extends Omit<TrainStepOptions, 'batch' | 'isInParts' | 'seed'> {
  /** Number of devices. */
  readonly replicas: number;
  /** A batch of the training examples with feeds of its own; what is random in it is keyed by the seed. */
  readonly readBatch: (seed: Value) => StoredBatch;
  /** Whether batch normalization takes its statistics from the whole batch. */
  readonly isSynchronized: boolean;
}

/** What a replica makes of its part of the batch. */
export interface Replica {
  readonly inputs: Readonly<Record<string, Value>>;
  readonly loss: Value;
  readonly sums: Value;
  /** Times the part's share of the batch. */
  readonly gradients: readonly WeightGradient[];
  readonly statistics: readonly WeightUpdate[];
  readonly guard: OpNode;
}
