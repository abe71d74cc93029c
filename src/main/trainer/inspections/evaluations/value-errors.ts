import { floats } from '../inspected-tensor';
import type { TargetEvaluation } from './target-evaluation';

/** How far off each image is that the network gives back, or makes of another. */
export const evaluationOfImages = (kind: 'input' | 'image'): TargetEvaluation => ({
  wants: ['scores'],
  begin: ({ testCount }) => {
    const errors = new Float32Array(testCount);
    return {
      add: (start, _count, { scores }) => errors.set(floats(scores).values, start),
      result: () => ({ kind, errors }),
    };
  },
});
