import { scalar as constantScalar } from '../../ops/constant';
import { add, divide, maximum, multiply, square, squareRoot, subtract } from '../../ops/elementwise';
import type { OpGraph, OpNode, Value } from '../../ops/op-graph';
import { applyGradientDescent, applyMomentum } from '../../ops/optimizer-steps';
import { assignVariable, readVariable, type Variable } from '../../ops/variables';
import { booleanField, numberField } from '../field';
import { epsilonField, learningRate, momentumField, regularization } from './fields';
import { defineOptimizer } from './optimizer';

/**
 * RMSprop (Hinton's lecture 6e): v = rho * v + (1 - rho) * g^2; w -= learningRate * g / (sqrt(v) + epsilon). Centered, the
 * squared running mean of g is taken from v first (Graves 2013). With momentum the quotient feeds a velocity. Epsilon is
 * outside of the root, as in PyTorch; TensorFlow's own op has it inside, so the step is made of plain ops here.
 */
export const rmsprop = defineOptimizer({
  type: 'rmsprop',
  label: { en: 'RMSprop', 'zh-Hant': 'RMSprop' },
  help: {
    en: 'Divides each step by a running average of the gradient’s size.',
    'zh-Hant': '將每一步除以梯度大小的移動平均。',
  },
  fields: {
    learningRate: learningRate(0.001),
    rho: numberField({
      label: { en: 'Rho', 'zh-Hant': 'Rho（衰減率）' },
      name: { en: 'rho', 'zh-Hant': 'Rho' },
      help: {
        en: 'Decay rate of the running average of squared gradients (PyTorch’s alpha).',
        'zh-Hant': '梯度平方移動平均的衰減率（PyTorch 的 alpha）。',
      },
      default: 0.99,
      minimum: 0,
      maximum: 1,
      step: 0.01,
    }),
    momentum: momentumField(0),
    epsilon: epsilonField(1e-8),
    centered: booleanField({
      label: { en: 'Centered', 'zh-Hant': '中心化' },
      name: { en: 'centered RMSprop', 'zh-Hant': 'RMSprop 的中心化' },
      help: {
        en: 'Divides by the gradient’s estimated variance rather than by its mean square.',
        'zh-Hant': '除以梯度變異數的估計值，而非其均方值。',
      },
      default: false,
    }),
    ...regularization,
  },
  isAdaptive: true,
  slots: ({ momentum, centered }) => [
    { name: 'meanSquare', initialValue: 0 },
    ...(centered ? [{ name: 'mean', initialValue: 0 }] : []),
    ...(momentum > 0 ? [{ name: 'velocity', initialValue: 0 }] : []),
  ],
  scalars: (_settings, learningRate) => ({ learningRate }),
  update: ({ graph, weight, gradient, slot, scalar, after }, settings) => {
    const { rho, momentum, epsilon, centered } = settings;
    const meanSquare = follow(graph, slot('meanSquare'), square(graph, gradient), rho);
    const mean = centered ? follow(graph, slot('mean'), gradient, rho) : null;
    // Rounding can bring a variance of nothing just below zero.
    const variance =
      mean === null
        ? meanSquare.value
        : maximum(
            graph,
            subtract(graph, meanSquare.value, square(graph, mean.value)),
            constantScalar(graph, 0),
          );
    const scale = add(graph, squareRoot(graph, variance), constantScalar(graph, epsilon));
    const direction = divide(graph, gradient, scale);
    const rate = scalar('learningRate');
    const step =
      momentum > 0
        ? applyMomentum(
            graph,
            weight,
            slot('velocity'),
            { rate, momentum, nesterov: false },
            direction,
            after,
          )
        : applyGradientDescent(graph, weight, rate, direction, after);
    return [step, meanSquare.assigned, ...(mean === null ? [] : [mean.assigned])];
  },
});

/** average = rho * average + (1 - rho) * x; returns the new value and the op that stores it. */
function follow(
  graph: OpGraph,
  average: Variable,
  x: Value,
  rho: number,
): { readonly value: Value; readonly assigned: OpNode } {
  const value = add(
    graph,
    multiply(graph, readVariable(graph, average), constantScalar(graph, rho)),
    multiply(graph, x, constantScalar(graph, 1 - rho)),
  );
  return { value, assigned: assignVariable(graph, average, value) };
}
