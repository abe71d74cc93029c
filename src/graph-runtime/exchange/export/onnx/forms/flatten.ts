import type { OnnxForm } from '../form';
import { inNetworkOrder } from '../layout';
import { existing } from '../one-operator';

/** `Flatten`, of an image after its channels have gone last: the weights that follow count on that order. */
export const flatten: OnnxForm = {
  type: 'flatten',
  write(builder, _parameters, [input]) {
    const value = existing(input);
    if (value.shape.length === 1) return value.name;
    return builder.node('Flatten', [inNetworkOrder(builder, value)], { axis: 1 });
  },
};
