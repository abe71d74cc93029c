import { type ConvolutionWindow, convolutionWindow } from '../../../../layers/convolution';
import { biasIf, existing, type TfjsForm, weightOf } from '../form';
import { requireNoDilation, zeroPadded } from '../window';

/** A `DepthwiseConv2D` and a `Conv2D` of single pixels: `SeparableConv2D` there takes no dilation in all backends. */
export const separableConv2d: TfjsForm<
  ConvolutionWindow & {
    readonly filters: number;
    readonly depthMultiplier: number;
    readonly useBias: boolean;
  }
> = {
  type: 'separableConv2d',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const { kernelSize, strides, dilationRate, filters, depthMultiplier, useBias } = parameters;
    const window = convolutionWindow(parameters, shape);
    requireNoDilation(dilationRate);
    const padded = zeroPadded(builder, name, window);
    const common = { data_format: 'channels_last' };
    const filtered = builder.layer(
      'DepthwiseConv2D',
      [padded],
      {
        ...common,
        padding: 'valid',
        ...{ kernel_size: kernelSize, strides, dilation_rate: dilationRate },
        ...{ use_bias: false, depth_multiplier: depthMultiplier },
      },
      { depthwise_kernel: weightOf('depthwiseKernel') },
    );
    const config = { ...common, padding: 'valid', kernel_size: [1, 1], filters, use_bias: useBias };
    return builder.layer('Conv2D', [filtered], config, {
      kernel: weightOf('pointwiseKernel'),
      ...biasIf(useBias),
    });
  },
};
