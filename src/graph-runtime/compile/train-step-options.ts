import type { OpNode, Value } from '../ops/op-graph';
import type { Optimizer } from '../settings/optimizers/registry';
import type { WeightAverages } from './average-weights';
import type { Batch } from './data-input';
import type { NetworkPlan } from './lower-network';
import type { WeightUpdate } from './lowering-context';
import type { ProgramSlot, WeightGradient } from './update-weights';
import type { ProgramWeight } from './weights';

export interface TrainStepOptions {
  readonly plan: NetworkPlan;
  readonly batch: Batch;
  readonly weights: readonly ProgramWeight[];
  readonly optimizer: Optimizer;
  readonly slots: readonly ProgramSlot[];
  /** Of the weights, which each step updates; absent: there are none. */
  readonly averages?: WeightAverages | undefined;
  /** int32 `[2]`, see `TrainStep.batchInputs`: what is random in the batch already depends on it. */
  readonly seed: Value;
  /** Whether a step comes in parts, whose gradients are added up before the weights change. */
  readonly isInParts?: boolean;
  /** Processes that each take a part of a step; absent: this one takes whole steps. */
  readonly processes?: number | undefined;
  /** Whether batch normalization takes its statistics from the parts of all processes. */
  readonly isSynchronized?: boolean;
}

/** What a step consists of, before its calls. */
export interface StepParts {
  readonly loss: Value;
  readonly sums: Value;
  readonly guard: OpNode;
  readonly gradients: readonly WeightGradient[];
  readonly statistics: readonly WeightUpdate[];
  readonly batchInputs: Readonly<Record<string, Value>>;
}

/** A part of a batch, taken forward and back. */
export interface TakenPart extends Pick<StepParts, 'loss' | 'sums' | 'guard' | 'statistics'> {
  /** Times the part's share of the batch. */
  readonly gradients: readonly WeightGradient[];
}
