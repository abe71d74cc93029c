import { absolute, squaredDifference, subtract } from '../../ops/elementwise';
import { sum } from '../../ops/reductions';
import { pack } from '../../ops/slicing';
import { meanPerExample } from '../losses/per-example';
import type { TargetKind } from '../target-kind';

/** What targets have in common that are compared value by value: images, and the rows of tables. */
export const valueErrors = {
  losses: ['meanSquaredError', 'meanAbsoluteError', 'binaryCrossEntropy', 'huber'],
  metrics: ['meanSquaredError', 'meanAbsoluteError'],
  guessLoss: () => null,
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
} as const satisfies Omit<TargetKind, 'id' | 'label' | 'help' | 'labels' | 'prepareLabels' | 'outputShape'>;
