import { type ConvolutionWindow, convolutionWindow } from '../../../../layers/convolution';
import { biasIf, existing, NotInTfjs, type TfjsForm, weightOf } from '../form';
import { requireNoDilation, requireStrideOrDilation, zeroPadded } from '../window';

/** `Conv2D`, with a layer of zeros before it where the padding is not `valid`; with a group for each channel, `DepthwiseConv2D`. */
export const conv2d: TfjsForm<
  ConvolutionWindow & { readonly filters: number; readonly groups: number; readonly useBias: boolean }
> = {
  type: 'conv2d',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const { kernelSize, strides, dilationRate, filters, groups, useBias } = parameters;
    const window = convolutionWindow(parameters, shape);
    const common = {
      ...{ kernel_size: kernelSize, strides, dilation_rate: dilationRate },
      ...{ data_format: 'channels_last', use_bias: useBias },
    };
    if (groups === 1) {
      requireStrideOrDilation(strides, dilationRate);
      const padded = zeroPadded(builder, name, window);
      const config = { ...common, padding: 'valid', filters };
      return builder.layer('Conv2D', [padded], config, { kernel: weightOf('kernel'), ...biasIf(useBias) });
    }
    const channels = shape[2] ?? 1;
    if (groups !== channels) throw new NotInTfjs('tfjs-groups');
    const multiplier = filters / channels;
    const kernel = weightOf('kernel', [...kernelSize, channels, multiplier]);
    requireNoDilation(dilationRate);
    const padded = zeroPadded(builder, name, window);
    const config = { ...common, padding: 'valid', depth_multiplier: multiplier };
    return builder.layer('DepthwiseConv2D', [padded], config, {
      depthwise_kernel: kernel,
      ...biasIf(useBias),
    });
  },
};
