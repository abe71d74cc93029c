import { type PoolingParameters, poolingWindow } from '../../../../layers/pooling';
import { padsOf } from '../convolution';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `MaxPool`, which never takes a padded cell; those that only rounding up needs are padding, too. */
export const maxPooling2d: OnnxForm<PoolingParameters> = {
  type: 'maxPooling2d',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    return builder.node('MaxPool', [name], {
      kernel_shape: parameters.poolSize,
      strides: parameters.strides,
      pads: padsOf(poolingWindow(parameters, shape)),
    });
  },
};
