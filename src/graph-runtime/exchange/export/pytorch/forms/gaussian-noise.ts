import { module, type PytorchForm } from '../form';

/** A class of its own. */
export const gaussianNoise: PytorchForm<{ readonly standardDeviation: number }> = {
  type: 'gaussianNoise',
  write: ({ standardDeviation }) => [module('GaussianNoise', { deviation: standardDeviation })],
};
