import { constant } from '../../ops/constant';
import { equal, multiply } from '../../ops/elementwise';
import { argMax, sum } from '../../ops/reductions';
import { cast } from '../../ops/shape';
import { gather } from '../../ops/slicing';
import { balanceOfIndices } from '../class-weights';
import type { TargetKind } from '../target-kind';

/** One class for each example. The output layer knows the losses, because a single score may stand for two classes. */
export const oneClass: TargetKind = {
  id: 'class',
  label: { en: 'One class', 'zh-Hant': '單一類別' },
  help: { en: 'Each example belongs to one class.', 'zh-Hant': '每個樣本屬於一個類別。' },
  labels: 'class',
  losses: ['crossEntropy', 'binaryCrossEntropy', 'meanSquaredError'],
  metrics: ['accuracy'],
  // ln(classes), as if every class were as likely.
  guessLoss: (_loss, size) => Math.log(Math.max(2, size)),
  classBalance: (_loss, size) => balanceOfIndices(size),
  isMixable: true,
  takesSingleScore: true,
  prepareLabels: (_graph, { stored }) => {
    if (stored === null) throw new Error('classes are stored');
    return stored;
  },
  outputShape: (size) => [size],
  lose({ graph, labels, oneClass: rule, options: { classWeights } }) {
    const losses = rule.lower(labels);
    if (classWeights === null) return losses;
    const weights = constant(graph, classWeights, [classWeights.length]);
    return multiply(graph, losses, gather(graph, weights, labels));
  },
  predict: ({ oneClass: rule }) => rule.predict(),
  // Examples whose most probable class is the label.
  count({ graph, labels, oneClass: rule }) {
    const isCorrect = equal(graph, argMax(graph, rule.rank(), -1), labels);
    return sum(graph, cast(graph, isCorrect, 'int32'), [0]);
  },
  countSize: () => 1,
  measure: ([correct = 0], examples) => ({ accuracy: correct / examples }),
};
