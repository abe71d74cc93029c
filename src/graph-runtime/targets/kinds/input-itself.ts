import { absolute, squaredDifference, subtract } from '../../ops/elementwise';
import { sum } from '../../ops/reductions';
import { pack } from '../../ops/slicing';
import { meanPerExample } from '../losses/per-example';
import type { TargetKind } from '../target-kind';

/**
 * The input itself (autoencoder): images as the network sees them, augmented and resized, but in [0, 1] whatever they are normalized to;
 * the rows of a table as they are stored.
 */
export const inputItself: TargetKind = {
  id: 'input',
  label: { en: 'The input itself', 'zh-Hant': '輸入本身' },
  help: {
    en: 'Reconstructs the input (autoencoder): labels are not used.',
    'zh-Hant': '重建輸入（自編碼器），不使用標籤。',
  },
  labels: null,
  losses: ['meanSquaredError', 'meanAbsoluteError', 'binaryCrossEntropy', 'huber'],
  metrics: ['meanSquaredError', 'meanAbsoluteError'],
  guessLoss: () => null,
  prepareLabels: (_graph, { input }) => input(),
  outputShape: (_size, inputShape) => inputShape,
  lose: ({ graph, outputs, labels, loss, options }) => loss.lower(graph, outputs, labels, options),
  predict: ({ graph, outputs, loss }) => loss.predict(graph, outputs),
  /** The mean squared error. */
  score: ({ graph, outputs, labels, loss }) =>
    meanPerExample(graph, squaredDifference(graph, loss.predict(graph, outputs), labels)),
  /** Each example's mean squared and mean absolute error, added up. */
  count({ graph, outputs, labels, loss }) {
    const predicted = loss.predict(graph, outputs);
    const squared = meanPerExample(graph, squaredDifference(graph, predicted, labels));
    const absolutes = meanPerExample(graph, absolute(graph, subtract(graph, predicted, labels)));
    return pack(graph, [sum(graph, squared, [0]), sum(graph, absolutes, [0])]);
  },
  countSize: () => 2,
  measure: ([squared = 0, absolutes = 0], examples) => ({
    meanSquaredError: squared / examples,
    meanAbsoluteError: absolutes / examples,
  }),
};
