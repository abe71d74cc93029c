import { floats } from '../inspected-tensor';
import type { TargetEvaluation } from './target-evaluation';

/** The input itself: how far off each reconstruction is. */
export const evaluationOfInput: TargetEvaluation = {
  wants: ['scores'],
  begin: ({ testCount }) => {
    const errors = new Float32Array(testCount);
    return {
      add: (start, _count, { scores }) => errors.set(floats(scores).values, start),
      result: () => ({ kind: 'input', errors }),
    };
  },
};
