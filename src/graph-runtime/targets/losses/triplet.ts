import { relu } from '../../ops/activations';
import { scalar } from '../../ops/constant';
import { add, subtract } from '../../ops/elementwise';
import type { OpGraph, Value } from '../../ops/op-graph';
import { split } from '../../ops/slicing';
import type { LossDefinition } from './loss';
import { meanPerExample } from './per-example';

/**
 * `max(0, d₊ − d₋ + m)` of two distances `[d₊, d₋]`, of the example from its positive and from its negative: the negative is to be farther away, by
 * the margin m at least (Schroff, Kalenichenko, Philbin 2015).
 */
export const triplet: LossDefinition = {
  id: 'triplet',
  otherNames: ['TripletMarginLoss', 'TripletLoss'],
  label: { en: 'Triplet (two distances)', 'zh-Hant': '三元組損失（兩個距離）' },
  shortForm: { en: 'triplet', 'zh-Hant': '三元組損失' },
  compares: 'values',
  lower: (graph, distances, _labels, { margin }) =>
    meanPerExample(graph, relu(graph, add(graph, closerBy(graph, distances), scalar(graph, margin)))),
  predict: (_graph, distances) => distances,
  code: { keras: () => null, pytorch: () => null },
};

/** `d₊ − d₋` of each example, `[batch, 1]`: below 0 where the positive is nearer. */
export function closerBy(graph: OpGraph, distances: Value): Value {
  const [near, far] = split(graph, distances, [1, 1], 1);
  if (near === undefined || far === undefined) throw new Error('two distances are needed');
  return subtract(graph, near, far);
}
