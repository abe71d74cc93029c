import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `x (1 + erf(x / √2)) / 2`: `Gelu` comes with opset 20. */
export const gelu: OnnxForm = {
  type: 'gelu',
  write(builder, _parameters, [input]) {
    const x = nameOf(input);
    const error = builder.node('Erf', [builder.node('Mul', [x, builder.floats([Math.SQRT1_2], [])])]);
    const half = builder.node('Mul', [x, builder.floats([0.5], [])]);
    return builder.node('Mul', [half, builder.node('Add', [error, builder.floats([1], [])])]);
  },
};
