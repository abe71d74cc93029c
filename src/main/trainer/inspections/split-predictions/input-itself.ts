import type { SplitPredictions } from './gathered-predictions';

/** How far off each reconstruction is. */
export const reconstructed: SplitPredictions = {
  wantsScores: true,
  begin: (_run, examples) => {
    const errors = new Float32Array(examples);
    return {
      add: ({ start, scores }) => errors.set(scores, start),
      result: (step) => ({ kind: 'input', step, errors }),
    };
  },
};
