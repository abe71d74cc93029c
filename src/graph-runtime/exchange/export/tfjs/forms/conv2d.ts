import { type ConvolutionWindow, convolutionWindow } from '../../../../layers/convolution';
import { takenChannels } from '../channels';
import {
  biasIf,
  existing,
  partOf,
  type TfjsBuilder,
  type TfjsConfig,
  type TfjsForm,
  weightOf,
} from '../form';
import { requireNoDilation, requireStrideOrDilation, zeroPadded } from '../window';

/** `Conv2D`, with a layer of zeros before it where the padding is not `valid`; with a group for each channel, `DepthwiseConv2D`; other groups by themselves, one after the other. */
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
    if (groups !== channels) {
      requireStrideOrDilation(strides, dilationRate);
      return groupedConvolution(
        builder,
        { input: zeroPadded(builder, name, window), channels, groups, filters, useBias },
        common,
      );
    }
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

interface Grouped {
  readonly input: string;
  readonly channels: number;
  readonly groups: number;
  readonly filters: number;
  readonly useBias: boolean;
}

/** A `Conv2D` of the channels of each group, whose outputs are put together. */
function groupedConvolution(
  builder: TfjsBuilder,
  { input, channels, groups, filters, useBias }: Grouped,
  common: TfjsConfig,
): string {
  const [size, own] = [channels / groups, filters / groups];
  const outputs = Array.from({ length: groups }, (_, group) => {
    const entering = takenChannels(builder, input, channels, { begin: group * size, size, step: 1 });
    const part = { from: group * own, to: (group + 1) * own };
    const weights = { kernel: partOf('kernel', part), ...(useBias && { bias: partOf('bias', part) }) };
    return builder.layer('Conv2D', [entering], { ...common, padding: 'valid', filters: own }, weights);
  });
  return builder.layer('Concatenate', outputs, { axis: -1 });
}
