import { unstandardized } from '../../../../graph-runtime/targets/kinds/numbers';
import type { SplitPredictions } from './gathered-predictions';

/** Numbers for each example, in the units of the data. The window has the labels, and the corrections that are not saved yet. */
export const predictedNumbers: SplitPredictions = {
  begin: ({ target: { size, description } }, examples) => {
    const numbers = new Float32Array(examples * size);
    return {
      add: (batch) => numbers.set(unstandardized(batch.values.values, description), batch.start * size),
      result: (step) => ({ kind: 'numbers', step, numbers }),
    };
  },
};
