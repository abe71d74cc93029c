import { scalar as constantScalar } from '../../ops/constant';
import { add, multiply, sign } from '../../ops/elementwise';
import type { OpGraph, Value } from '../../ops/op-graph';
import { applyGradientDescent } from '../../ops/optimizer-steps';
import { assignVariable, readVariable } from '../../ops/variables';
import { numberField } from '../field';
import { decoupledDecay, learningRate } from './fields';
import { defineOptimizer } from './optimizer';

const share = { minimum: 0, maximum: 1, step: 0.01 } as const;

/**
 * Lion: u = sign(beta1 * m + (1 - beta1) * g); w -= learningRate * (u + weightDecay * w); then m = beta2 * m + (1 - beta2) * g
 * (Chen et al. 2023, Symbolic Discovery of Optimization Algorithms, algorithm 2).
 */
export const lion = defineOptimizer({
  type: 'lion',
  label: { en: 'Lion', 'zh-Hant': 'Lion' },
  help: {
    en: 'Moves every weight by the same amount, in the direction of a running average of gradients: half the memory of Adam.',
    'zh-Hant': '每個權重沿梯度移動平均的方向移動相同的量：所需記憶體為 Adam 的一半。',
  },
  fields: {
    learningRate: learningRate(0.0001),
    beta1: numberField({
      ...share,
      label: { en: 'Beta 1', 'zh-Hant': 'Beta 1（更新方向）' },
      name: { en: 'beta 1', 'zh-Hant': 'Beta 1' },
      help: {
        en: 'How much the average of earlier gradients decides on the direction of a step.',
        'zh-Hant': '先前梯度的平均對每一步方向的影響程度。',
      },
      default: 0.9,
    }),
    beta2: numberField({
      ...share,
      label: { en: 'Beta 2', 'zh-Hant': 'Beta 2（移動平均）' },
      name: { en: 'beta 2', 'zh-Hant': 'Beta 2' },
      help: { en: 'Decay rate of the running average of gradients.', 'zh-Hant': '梯度移動平均的衰減率。' },
      default: 0.99,
    }),
    ...decoupledDecay,
  },
  isAdaptive: true,
  decouplesWeightDecay: true,
  slots: () => [{ name: 'mean', initialValue: 0 }],
  scalars: (_settings, rate) => ({ learningRate: rate }),
  update: ({ graph, weight, value, gradient, slot, scalar, after }, { beta1, beta2, weightDecay }) => {
    const mean = slot('mean');
    const before = readVariable(graph, mean);
    const direction = sign(graph, mix(graph, before, gradient, beta1));
    const assigned = assignVariable(graph, mean, mix(graph, before, gradient, beta2));
    const step =
      weightDecay === 0
        ? direction
        : add(graph, direction, multiply(graph, value, constantScalar(graph, weightDecay)));
    return [applyGradientDescent(graph, weight, scalar('learningRate'), step, after), assigned];
  },
});

/** beta * average + (1 - beta) * x. */
function mix(graph: OpGraph, average: Value, x: Value, beta: number): Value {
  return add(
    graph,
    multiply(graph, average, constantScalar(graph, beta)),
    multiply(graph, x, constantScalar(graph, 1 - beta)),
  );
}
