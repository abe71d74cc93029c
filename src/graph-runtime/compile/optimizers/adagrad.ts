import type { OptimizerSettings } from '../../document/document';
import { applyAdagrad } from '../../ops/optimizer-steps';
import type { OptimizerDefinition } from './optimizer';

type Settings = Extract<OptimizerSettings, { type: 'adagrad' }>;

/** Adagrad: a += g^2; w -= learningRate * g / (sqrt(a) + epsilon) (Duchi, Hazan and Singer 2011). */
export const adagrad: OptimizerDefinition<Settings> = {
  type: 'adagrad',
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
};
