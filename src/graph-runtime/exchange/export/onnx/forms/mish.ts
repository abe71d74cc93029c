import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `x · tanh(softplus(x))`: `Mish` comes with opset 18. */
export const mish: OnnxForm = {
  type: 'mish',
  write(builder, _parameters, [input]) {
    const x = nameOf(input);
    return builder.node('Mul', [x, builder.node('Tanh', [builder.node('Softplus', [x])])]);
  },
};
