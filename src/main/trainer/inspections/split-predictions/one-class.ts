import type { SplitPredictions } from './gathered-predictions';

/** One class for each example, with its probability and what it adds to the loss. */
export const predictedClass: SplitPredictions = {
  begin: (_run, examples) => {
    const predictions = new Int32Array(examples);
    const confidences = new Float32Array(examples);
    const losses = new Float32Array(examples);
    return {
      add: ({ start, count, values: { values }, targets }) => {
        const labels = targets();
        const classes = values.length / count;
        for (let row = 0; row < count; row += 1) {
          const probabilities = values.subarray(row * classes, (row + 1) * classes);
          const best = indexOfLargest(probabilities);
          const label = labels?.[row];
          predictions[start + row] = best;
          confidences[start + row] = probabilities[best] ?? 0;
          losses[start + row] =
            label === undefined ? Number.NaN : -Math.log(probabilities[label] ?? Number.NaN);
        }
      },
      result: (step) => ({ kind: 'class', step, predictions, confidences, losses }),
    };
  },
};

/** The first of the largest values, as the engine's `ArgMax` has it. */
function indexOfLargest(values: Float32Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index] ?? 0) > (values[best] ?? 0)) best = index;
  }
  return best;
}
