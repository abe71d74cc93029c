import { module, type PytorchForm } from '../form';

/** A class of its own. */
export const dropPath: PytorchForm<{ readonly rate: number }> = {
  type: 'dropPath',
  write: ({ rate }) => [module('DropPath', { rate })],
};
