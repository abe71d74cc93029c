import { firstShape } from '../../../../layers/shape-rules';
import { layer, operation } from '../call';
import type { KerasFormOf } from '../form';

/**
 * `x / (bias + alpha / size · Σ x²) ^ beta`: the mean of squares over neighboring channels is an average pooling of the map as rows of
 * positions and columns of channels, with zeros beside the first and the last channel.
 */
export const localResponseNormalization: KerasFormOf<{
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly bias: number;
}> = {
  type: 'localResponseNormalization',
  write({ size, alpha, beta, bias }, { inputs }) {
    const [height = 1, width = 1, channels = 1] = firstShape(inputs);
    const beside = (size - 1) / 2;
    const padding = [
      [0, 0],
      [beside, beside],
    ];
    const calls = [
      layer('Multiply', {}, { suffix: 'squares', inputs: [0, 0] }),
      layer('Reshape', { target_shape: [height * width, channels, 1] }, { suffix: 'rows' }),
      layer('ZeroPadding2D', { padding }, { suffix: 'pad' }),
      layer('AveragePooling2D', { pool_size: [1, size], strides: [1, 1] }, { suffix: 'mean' }),
      layer('Reshape', { target_shape: [height, width, channels] }, { suffix: 'map' }),
      layer('Rescaling', { scale: alpha, offset: bias }, { suffix: 'scale' }),
      operation('power', { x2: -beta }, { suffix: 'power' }),
      layer('Multiply', {}, { inputs: [0, { call: 6 }] }),
    ];
    return {
      calls,
      helper: { name: 'local_response_normalization', arguments: { size, alpha, beta, bias } },
    };
  },
};
