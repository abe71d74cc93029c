import { module, type PytorchForm } from '../form';

/** A class that is written into the model. */
export const sampling: PytorchForm = {
  type: 'sampling',
  write: () => [module('Sampling', {})],
};
