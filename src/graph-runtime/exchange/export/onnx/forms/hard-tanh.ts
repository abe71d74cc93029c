import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `Clip` between -1 and 1. */
export const hardTanh: OnnxForm = {
  type: 'hardTanh',
  write: (builder, _parameters, [input]) =>
    builder.node('Clip', [nameOf(input), builder.floats([-1], []), builder.floats([1], [])]),
};
