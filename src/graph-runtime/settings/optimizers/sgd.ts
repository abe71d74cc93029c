import { applyGradientDescent } from '../../ops/optimizer-steps';
import { learningRate, regularization } from './fields';
import { defineOptimizer } from './optimizer';

/** Stochastic gradient descent: w -= learningRate * g (Robbins and Monro 1951). */
export const sgd = defineOptimizer({
  type: 'sgd',
  label: { en: 'SGD', 'zh-Hant': 'SGD' },
  help: {
    en: 'Plain stochastic gradient descent: a step against the gradient.',
    'zh-Hant': '單純的隨機梯度下降：沿梯度的反方向走一步。',
  },
  fields: { learningRate: learningRate(0.1), ...regularization },
  isAdaptive: false,
  slots: () => [],
  scalars: (_settings, learningRate) => ({ learningRate }),
  update: ({ graph, weight, gradient, scalar, after }) => [
    applyGradientDescent(graph, weight, scalar('learningRate'), gradient, after),
  ],
});
