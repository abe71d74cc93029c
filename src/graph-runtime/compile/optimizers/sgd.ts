import type { OptimizerSettings } from '../../document/document';
import { applyGradientDescent } from '../../ops/optimizer-steps';
import type { OptimizerDefinition } from './optimizer';

type Settings = Extract<OptimizerSettings, { type: 'sgd' }>;

/** Stochastic gradient descent: w -= learningRate * g (Robbins and Monro 1951). */
export const sgd: OptimizerDefinition<Settings> = {
  type: 'sgd',
  slots: () => [],
  scalars: (_settings, learningRate) => ({ learningRate }),
  update: ({ graph, weight, gradient, scalar, after }) => [
    applyGradientDescent(graph, weight, scalar('learningRate'), gradient, after),
  ],
};
