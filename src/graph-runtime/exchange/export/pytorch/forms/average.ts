import { expression, type PytorchForm } from '../form';
import { joinedParts } from '../joined';

/** `(a + b) / 2`. */
export const average: PytorchForm = {
  type: 'average',
  write: (_parameters, inputs) => [
    inputs.length === 1
      ? expression(...joinedParts('+', inputs))
      : expression('(', ...joinedParts('+', inputs), `) / ${inputs.length}`),
  ],
};
