import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `x · sigmoid(x)`. */
export const silu: OnnxForm = {
  type: 'silu',
  write(builder, _parameters, [input]) {
    const x = nameOf(input);
    return builder.node('Mul', [x, builder.node('Sigmoid', [x])]);
  },
};
