import { type ConvolutionWindow, convolutionWindow } from '../../../../layers/convolution';
import { biasIf, existing, type TfjsForm, weightOf } from '../form';
import { requireNoDilation, zeroPadded } from '../window';

/** `DepthwiseConv2D`, whose kernel is `[height, width, channels, multiplier]` there as here. */
export const depthwiseConv2d: TfjsForm<
  ConvolutionWindow & { readonly depthMultiplier: number; readonly useBias: boolean }
> = {
  type: 'depthwiseConv2d',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const { kernelSize, strides, dilationRate, depthMultiplier, useBias } = parameters;
    const window = convolutionWindow(parameters, shape);
    requireNoDilation(dilationRate);
    const padded = zeroPadded(builder, name, window);
    const config = {
      ...{ kernel_size: kernelSize, strides, dilation_rate: dilationRate, padding: 'valid' },
      ...{ data_format: 'channels_last', use_bias: useBias, depth_multiplier: depthMultiplier },
    };
    return builder.layer('DepthwiseConv2D', [padded], config, {
      depthwise_kernel: weightOf('kernel'),
      ...biasIf(useBias),
    });
  },
};
