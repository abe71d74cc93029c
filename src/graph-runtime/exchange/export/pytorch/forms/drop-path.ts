import { module, type PytorchForm } from '../form';

/** A class that is written into the model. */
export const dropPath: PytorchForm<{ readonly rate: number }> = {
  type: 'dropPath',
  write: ({ rate }) => [module('DropPath', { rate })],
};
