import type { OptimizerSettings } from '../../document/document';
import { applyMomentum } from '../../ops/optimizer-steps';
import type { OptimizerDefinition } from './optimizer';

type Settings = Extract<OptimizerSettings, { type: 'momentum' }>;

/**
 * Gradient descent with a velocity: v = momentum * v + g; w -= learningRate * v (Polyak 1964), or with Nesterov's look ahead
 * w -= learningRate * (g + momentum * v) (Sutskever et al. 2013). The learning rate stands outside of the velocity, as in
 * PyTorch, so that changing it takes effect at once.
 */
export const momentum: OptimizerDefinition<Settings> = {
  type: 'momentum',
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
};
