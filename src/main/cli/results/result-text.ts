import type { EvaluationResult } from '../../../contract/contract';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';

/** How `evaluate` tells a result of one kind of target, besides loss and metrics. */
export interface ResultText<K extends TargetKindId> {
  /** @param names of the classes, where there are any */
  json(result: Extract<EvaluationResult, { kind: K }>, names: readonly string[]): object;
  lines(result: Extract<EvaluationResult, { kind: K }>, names: readonly string[]): readonly string[];
}
