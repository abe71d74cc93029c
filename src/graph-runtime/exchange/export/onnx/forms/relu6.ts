import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `Clip` to [0, 6]. */
export const relu6: OnnxForm = {
  type: 'relu6',
  write: (builder, _parameters, [input]) =>
    builder.node('Clip', [nameOf(input), builder.floats([0], []), builder.floats([6], [])]),
};
