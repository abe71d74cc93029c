import { applyMomentum } from '../../ops/optimizer-steps';
import { booleanField } from '../field';
import { learningRate, momentumField, regularization } from './fields';
import { defineOptimizer } from './optimizer';

/**
 * Gradient descent with a velocity: v = momentum * v + g; w -= learningRate * v (Polyak 1964), or with Nesterov's look ahead
 * w -= learningRate * (g + momentum * v) (Sutskever et al. 2013). The learning rate is outside of the velocity, as in
 * PyTorch, so that changing it takes effect at once.
 */
export const momentum = defineOptimizer({
  type: 'momentum',
  label: { en: 'SGD with momentum', 'zh-Hant': '動量 SGD' },
  help: {
    en: 'Gradient descent with a velocity that smooths noise and speeds up along valleys.',
    'zh-Hant': '帶有速度項的梯度下降：可平滑雜訊，並沿著谷地加速。',
  },
  fields: {
    learningRate: learningRate(0.05),
    momentum: momentumField(0.9),
    nesterov: booleanField({
      label: { en: 'Nesterov', 'zh-Hant': 'Nesterov 動量' },
      name: { en: 'Nesterov momentum', 'zh-Hant': 'Nesterov 動量' },
      help: {
        en: 'Looks ahead: the gradient counts as if the momentum had been applied already.',
        'zh-Hant': '先行一步：視為動量已先套用後再計入梯度。',
      },
      default: false,
    }),
    ...regularization,
  },
  isAdaptive: false,
  slots: () => [{ name: 'velocity', initialValue: 0 }],
  scalars: (_settings, learningRate) => ({ learningRate }),
  update: ({ graph, weight, gradient, slot, scalar, after }, settings) => [
    applyMomentum(
      graph,
      weight,
      slot('velocity'),
      { rate: scalar('learningRate'), momentum: settings.momentum, nesterov: settings.nesterov },
      gradient,
      after,
    ),
  ],
});
