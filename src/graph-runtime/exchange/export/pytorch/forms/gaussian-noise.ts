import { module, type PytorchForm } from '../form';

/** A class that is written into the model. */
export const gaussianNoise: PytorchForm<{ readonly standardDeviation: number }> = {
  type: 'gaussianNoise',
  write: ({ standardDeviation }) => [module('GaussianNoise', { deviation: standardDeviation })],
};
