import { firstShape } from '../../../../layers/shape-rules';
import { module, type PytorchForm } from '../form';

/** A class that is written into the model. */
export const classToken: PytorchForm = {
  type: 'classToken',
  write: (_parameters, inputs) => [
    module('ClassToken', { features: firstShape(inputs)[1] ?? 1 }, {}, [
      { weight: 'token', attribute: 'token' },
    ]),
  ],
};
