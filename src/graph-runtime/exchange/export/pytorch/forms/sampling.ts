import { module, type PytorchForm } from '../form';

/** A class that is written into the model. */
export const sampling: PytorchForm<{ readonly klWeight: number }> = {
  type: 'sampling',
  write: ({ klWeight }) => [module('Sampling', {}, { kl_weight: [klWeight] })],
};
