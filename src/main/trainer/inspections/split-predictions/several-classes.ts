import { addClass, emptySets } from '../../../../contract/class-sets';
import { CLASS_THRESHOLD } from '../../../../graph-runtime/targets/kinds/several-classes';
import type { SplitPredictions } from './gathered-predictions';

/** A probability that is 0 or 1 in float32 would make a loss without bounds. */
const LEAST = 1e-7;

/** The classes that each example is said to have, and how far off their probabilities are. */
export const predictedClasses: SplitPredictions = {
  begin: ({ target: { size } }, examples) => {
    const predicted = emptySets(examples, size);
    const losses = new Float32Array(examples);
    return {
      add: ({ start, count, values: { values }, targets }) => {
        const labels = targets();
        for (let row = 0; row < count; row += 1) {
          let loss = 0;
          for (let index = 0; index < size; index += 1) {
            const probability = values[row * size + index] ?? 0;
            if (probability >= CLASS_THRESHOLD) addClass(predicted, start + row, index);
            const ofLabel = labels?.[row * size + index] === 1 ? probability : 1 - probability;
            loss -= Math.log(Math.max(LEAST, ofLabel)) / size;
          }
          losses[start + row] = labels === null ? Number.NaN : loss;
        }
      },
      result: (step) => ({ kind: 'classes', step, predicted, losses }),
    };
  },
};
