import type { PoolingParameters } from '../../../../layers/pooling';
import { poolingWindow } from '../../../../layers/pooling';
import { padsOf } from '../convolution';
import type { OnnxForm } from '../form';
import { existing, nameOf } from '../one-operator';

/** `MaxUnpool`, with the places of the maxima of the same pooling once more. */
export const maxUnpooling2d: OnnxForm<PoolingParameters> = {
  type: 'maxUnpooling2d',
  write(builder, parameters, [x, before]) {
    const { name, shape } = existing(before);
    const window = {
      kernel_shape: parameters.poolSize,
      strides: parameters.strides,
      pads: padsOf(poolingWindow(parameters, shape)),
    };
    const places = builder.secondOutput('MaxPool', [name], window);
    return builder.node('MaxUnpool', [nameOf(x), places, builder.node('Shape', [name])], window);
  },
};
