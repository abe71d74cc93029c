import { type PoolingParameters, poolingWindow } from '../../../../layers/pooling';
import { firstShape } from '../../../../layers/shape-rules';
import { pair } from '../../python/value';
import { padTuple } from '../convolution';
import { module, type PytorchForm } from '../form';
import { allSides, ownPadding } from '../pooling';

/** `nn.MaxPool2d`, which never takes a padded cell. */
export const maxPooling2d: PytorchForm<PoolingParameters> = {
  type: 'maxPooling2d',
  write(parameters, inputs) {
    const window = poolingWindow(parameters, firstShape(inputs));
    const { poolSize, strides, ceilMode } = parameters;
    const padding = ownPadding(window);
    const padded = module(
      'PaddedMaxPool2d',
      { kernel_size: pair(poolSize) },
      { stride: [pair(strides)], pad: [padTuple(allSides(window))] },
    );
    if (padding === null) return [padded];
    const own = module(
      'nn.MaxPool2d',
      { kernel_size: pair(poolSize) },
      { stride: [pair(strides), pair(poolSize)], padding: [padding, 0], ceil_mode: [ceilMode, false] },
    );
    return [own, padded];
  },
};
