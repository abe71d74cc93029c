import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** Does nothing but in training. */
export const dropout: OnnxForm = {
  type: 'dropout',
  write: (_builder, _parameters, [input]) => nameOf(input),
};
