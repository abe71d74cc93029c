import { type PoolingParameters, poolingWindow } from '../../../../layers/pooling';
import { windowSides } from '../../../../layers/python';
import { firstShape } from '../../../../layers/shape-rules';
import { pair } from '../../python/value';
import { padTuple } from '../convolution';
import { module, type PytorchForm } from '../form';
import { allSides, ownPadding } from '../pooling';

/** `nn.AvgPool2d`; where both sides of an axis are not padded alike, a helper. */
export const averagePooling2d: PytorchForm<PoolingParameters & { readonly countIncludePadding: boolean }> = {
  type: 'averagePooling2d',
  write(parameters, inputs) {
    const window = poolingWindow(parameters, firstShape(inputs));
    const { poolSize, strides, ceilMode, countIncludePadding } = parameters;
    const padding = ownPadding(window);
    const all = allSides(window);
    const sides = windowSides(window);
    const counted = countIncludePadding
      ? { ...sides, bottom: Math.min(sides.bottom, all.bottom), right: Math.min(sides.right, all.right) }
      : { top: 0, bottom: 0, left: 0, right: 0 };
    const padded = module(
      'PaddedAvgPool2d',
      { kernel_size: pair(poolSize) },
      { stride: [pair(strides)], pad: [padTuple(all)], counted: [padTuple(counted), [0, 0, 0, 0]] },
    );
    if (padding === null) return [padded];
    const own = module(
      'nn.AvgPool2d',
      { kernel_size: pair(poolSize) },
      {
        stride: [pair(strides), pair(poolSize)],
        padding: [padding, 0],
        ceil_mode: [ceilMode, false],
        count_include_pad: [countIncludePadding || padding === 0, true],
      },
    );
    return [own, padded];
  },
};
