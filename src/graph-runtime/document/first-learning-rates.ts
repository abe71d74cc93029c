import type { OptimizerSettings } from './training-settings';

/** Learning rates that usually train something. */
const FIRST_LEARNING_RATES: Readonly<Record<OptimizerSettings['type'], number>> = {
  sgd: 0.1,
  momentum: 0.05,
  adam: 0.001,
  adamw: 0.001,
  rmsprop: 0.001,
  adagrad: 0.01,
};

/** The learning rate to begin with for an optimizer just chosen. */
export function firstLearningRate(type: OptimizerSettings['type']): number {
  return FIRST_LEARNING_RATES[type];
}
