import type { InspectedTensor, Predictions } from '../../../../contract/contract';
import type { TargetValues } from '../../../data/load-targets';
import type { PreparedRun } from '../../program/prepared-run';

/** What a network gave for a batch of a split. */
export interface PredictedBatch {
  /** Place of its first example in the split. */
  readonly start: number;
  readonly count: number;
  /** Probabilities or values, `[count, ...]`. */
  readonly values: InspectedTensor;
  /** `TargetKind.score` of each example, where `wantsScores` says so. */
  readonly scores: Float32Array;
  /** Labels as they are stored, one example after the other; null where there are none. Read when they are asked for. */
  targets(): TargetValues | null;
}

/** What is gathered of the examples of a split, batch by batch. */
export interface GatheredPredictions {
  add(batch: PredictedBatch): void;
  result(step: number): Predictions;
}

/** How the examples of a split are predicted for one kind of target. */
export interface SplitPredictions {
  /** Whether scores are wanted: only where they do not depend on labels, or these are images, which are given. */
  readonly wantsScores?: true;
  /** @param count examples of the split */
  begin(run: PreparedRun, count: number): GatheredPredictions;
}
