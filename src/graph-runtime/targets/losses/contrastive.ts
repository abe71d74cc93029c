import { relu } from '../../ops/activations';
import { scalar } from '../../ops/constant';
import { add, multiply, square, subtract } from '../../ops/elementwise';
import type { LossDefinition } from './loss';
import { meanPerExample } from './per-example';

/**
 * `t d² + (1 − t) max(0, m − d)²` of a distance d, where t is 1 for two images of one class and m the margin: near where they are of one class,
 * at least the margin apart where they are not (Hadsell, Chopra, LeCun 2006, without the factor ½).
 */
export const contrastive: LossDefinition = {
  id: 'contrastive',
  otherNames: ['ContrastiveLoss'],
  label: { en: 'Contrastive (distance of a pair)', 'zh-Hant': '對比損失（成對距離）' },
  shortForm: { en: 'contrastive', 'zh-Hant': '對比損失' },
  compares: 'values',
  lower(graph, distances, isSame, { margin }) {
    const near = multiply(graph, isSame, square(graph, distances));
    const missing = square(graph, relu(graph, subtract(graph, scalar(graph, margin), distances)));
    const far = multiply(graph, subtract(graph, scalar(graph, 1), isSame), missing);
    return meanPerExample(graph, add(graph, near, far));
  },
  predict: (_graph, distances) => distances,
  code: { keras: () => null, pytorch: () => null },
};
