import { applyAdagrad } from '../../ops/optimizer-steps';
import { numberField } from '../field';
import { epsilonField, learningRate, regularization } from './fields';
import { defineOptimizer } from './optimizer';

/** Adagrad: a += g^2; w -= learningRate * g / (sqrt(a) + epsilon) (Duchi, Hazan and Singer 2011). */
export const adagrad = defineOptimizer({
  type: 'adagrad',
  label: { en: 'Adagrad', 'zh-Hant': 'Adagrad' },
  help: {
    en: 'Divides each step by the root of all squared gradients so far, so that steps shrink over time.',
    'zh-Hant': '將每一步除以至今所有梯度平方和的平方根，步伐因此逐漸縮小。',
  },
  fields: {
    learningRate: learningRate(0.01),
    initialAccumulator: numberField({
      label: { en: 'Initial accumulator', 'zh-Hant': '累加器初始值' },
      help: {
        en: 'Where the sum of squared gradients starts: more of it makes the first steps smaller.',
        'zh-Hant': '梯度平方和的起始值：愈大則最初的步伐愈小。',
      },
      default: 0,
      minimum: 0,
      step: 0.1,
    }),
    epsilon: epsilonField(1e-10),
    ...regularization,
  },
  isAdaptive: true,
  damping: ({ epsilon, initialAccumulator }) =>
    Math.sqrt(initialAccumulator) > epsilon
      ? { key: 'initialAccumulator', factor: 1 / Math.max(1, Math.sqrt(initialAccumulator)) }
      : { key: 'epsilon', factor: 1 / Math.max(1, epsilon) },
  slots: ({ initialAccumulator }) => [{ name: 'accumulator', initialValue: initialAccumulator }],
  scalars: (_settings, learningRate) => ({ learningRate }),
  update: ({ graph, weight, gradient, slot, scalar, after }, { epsilon }) => [
    applyAdagrad(
      graph,
      weight,
      slot('accumulator'),
      { rate: scalar('learningRate'), epsilon },
      gradient,
      after,
    ),
  ],
});
