import type { TupleId } from '../../../../graph-runtime/targets/tuples';
import { floats } from '../inspected-tensor';
import type { TargetEvaluation } from './target-evaluation';

/** Images that are compared: how far on the right side each pair or triplet is. */
export function evaluationOfTuples(kind: TupleId): TargetEvaluation {
  return {
    wants: ['scores'],
    begin: ({ testCount }) => {
      const margins = new Float32Array(testCount);
      return {
        add: (start, _count, { scores }) => margins.set(floats(scores).values, start),
        result: () => ({ kind, margins }),
      };
    },
  };
}
