import type { SplitPredictions } from './gathered-predictions';

/** How far off each image is that the network gives back, or makes of another. */
export const predictedImages = (kind: 'input' | 'image'): SplitPredictions => ({
  wantsScores: true,
  begin: (_run, examples) => {
    const errors = new Float32Array(examples);
    return {
      add: ({ start, scores }) => errors.set(scores, start),
      result: (step) => ({ kind, step, errors }),
    };
  },
});
