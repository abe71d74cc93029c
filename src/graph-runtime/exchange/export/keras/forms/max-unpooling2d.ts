import { unpoolingWindow } from '../../../../layers/max-unpooling2d';
import type { PoolingParameters } from '../../../../layers/pooling';
import { NotInKeras, layer, operation } from '../call';
import type { KerasFormOf } from '../form';

/**
 * The cells of each window side by side, of which the first that equals the largest gets the value: windows that cover the image without
 * padding.
 */
export const maxUnpooling2d: KerasFormOf<PoolingParameters> = {
  type: 'maxUnpooling2d',
  write(parameters, { inputs, output }) {
    const { height, width } = unpoolingWindow(parameters, inputs);
    const isTiled = [height, width].every(
      ({ input, kernel, stride, output: count }) => kernel === stride && count * kernel === input,
    );
    if (!isTiled) throw new NotInKeras('keras-padding');
    const channels = output.shape[2] ?? 1;
    const [rows, columns, high, wide] = [height.output, width.output, height.kernel, width.kernel];
    const calls = [
      layer(
        'Reshape',
        { target_shape: [rows, high, columns, wide, channels] },
        { suffix: 'windows', inputs: [1] },
      ),
      layer('Permute', { dims: [1, 3, 5, 2, 4] }, { suffix: 'sorted' }),
      layer('Reshape', { target_shape: [rows, columns, channels, high * wide] }, { suffix: 'cells' }),
      operation('max', { axis: [4], keepdims: true }, { suffix: 'largest' }),
      layer('Subtract', {}, { suffix: 'below', inputs: [{ call: 2 }, { call: 3 }] }),
      operation('sign', {}, { suffix: 'sign' }),
      layer('Rescaling', { scale: 1, offset: 1 }, { suffix: 'equal' }),
      operation('cumsum', { axis: 4 }, { suffix: 'counts' }),
      layer('Rescaling', { scale: -1, offset: 2 }, { suffix: 'order' }),
      layer('ReLU', {}, { suffix: 'not_later' }),
      layer('Multiply', {}, { suffix: 'first', inputs: [{ call: 6 }, { call: 9 }] }),
      layer('Reshape', { target_shape: [rows, columns, channels, 1] }, { suffix: 'values', inputs: [0] }),
      layer('Multiply', {}, { suffix: 'placed', inputs: [{ call: 10 }, { call: 11 }] }),
      layer('Reshape', { target_shape: [rows, columns, channels, high, wide] }, { suffix: 'unfolded' }),
      layer('Permute', { dims: [1, 4, 2, 5, 3] }, { suffix: 'in_rows' }),
      layer('Reshape', { target_shape: output.shape }),
    ];
    return { calls, helper: { name: 'max_unpooling', arguments: { height: high, width: wide } } };
  },
};
