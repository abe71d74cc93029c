import type { Conv2dTransposeParameters } from '../../../../layers/conv2d-transpose';
import { transposedWindow } from '../../../../layers/transposed-window';
import { KERNEL } from '../convolution';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `ConvTranspose`, whose padding is in numbers always. Its kernel is `[channels, filters, height, width]`. */
export const conv2dTranspose: OnnxForm<Conv2dTransposeParameters> = {
  type: 'conv2dTranspose',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const { height, width } = transposedWindow(parameters, shape);
    const bias = parameters.useBias ? [builder.weight('bias')] : [];
    return builder.node('ConvTranspose', [name, builder.weight('kernel', KERNEL), ...bias], {
      kernel_shape: parameters.kernelSize,
      strides: parameters.strides,
      pads: [height.before, width.before, height.after, width.after],
      output_padding: [height.extra, width.extra],
    });
  },
};
