import { conv2d as conv2dOp, depthwiseConv2d as depthwiseConv2dOp } from '../ops/convolution';
import { reshape } from '../ops/shape';
import { type ConvolutionWindow, filtersParameter, groupsDiagnostic, groupsParameter } from './convolution';
import { defineConvolution } from './define-convolution';
import { formatCount } from './formula';
import {
  biasInitializerParameter,
  type KernelInitializer,
  kernelFans,
  kernelInitializerOf,
  kernelInitializerParameters,
  useBiasParameter,
} from './initializer';
import { kerasKernelInitializer } from './keras-initializer';
import { pythonCall, pythonPair, unlessDefault } from './python';
import { range } from './range';
import { exampleShape } from './shape-rules';
import { shortFact } from './short-form';
import { convolutionWindowParameters } from './window-parameters';

type Conv2dParameters = ConvolutionWindow &
  KernelInitializer & {
    readonly filters: number;
    readonly groups: number;
    readonly useBias: boolean;
    readonly biasInitializer: string;
  };

/**
 * `y[i, j, f] = b[f] + Σ x[i s + a d − p, j s + b d − p, c] K[a, b, c, f]`, with x `[height, width, channels]` and
 * K `[kernelHeight, kernelWidth, channels / groups, filters]`; each group of filters sees its own group of channels.
 */
export const conv2d = defineConvolution<Conv2dParameters>({
  type: 'conv2d',
  otherNames: {
    types: ['Convolution2D', 'Conv', 'Convolution', 'LazyConv2d'],
    parameters: { out_channels: 'filters', num_filters: 'filters', units: 'filters', group: 'groups' },
  },
  label: { en: 'Conv2D', 'zh-Hant': '二維卷積' },
  summary: {
    en: 'Slides small learned filters over the image; each looks for one pattern and reports where it is.',
    'zh-Hant': '讓可學習的小濾波器在影像上滑動；每個濾波器尋找一種圖樣，並回報它出現的位置。',
  },
  reference: {
    title: 'LeCun et al.: Backpropagation Applied to Handwritten Zip Code Recognition (1989)',
    url: 'https://doi.org/10.1162/neco.1989.1.4.541',
  },
  parameters: {
    filters: filtersParameter,
    ...convolutionWindowParameters,
    groups: groupsParameter,
    useBias: useBiasParameter,
    ...kernelInitializerParameters,
    biasInitializer: biasInitializerParameter,
  },
  filters: ({ filters }) => filters,
  describe: ({ filters, groups }, language) => ({
    before: formatCount(filters),
    after: groups === 1 ? '' : shortFact('groups', groups, language),
  }),
  refuse: ({ groups, filters }, channels) => groupsDiagnostic(groups, channels, filters),
  kernels(parameters, channels) {
    const { filters, groups, kernelSize } = parameters;
    const shape = [...kernelSize, channels / groups, filters];
    const fans = kernelFans(kernelSize, channels / groups, filters);
    return [{ name: 'kernel', shape, initializer: kernelInitializerOf(parameters), fans }];
  },
  computation({ kernelSize, filters, groups }, channels) {
    const count = channels / groups;
    return {
      channels: (output) => range(Math.floor(output / (filters / groups)) * count, count),
      kernel: {
        weight: 'kernel',
        place: (row, column, channel, output) =>
          ((row * kernelSize[1] + column) * count + channel) * filters + output,
      },
    };
  },
  convolve(context, { kernelSize, filters, groups }, x, window) {
    const { graph } = context;
    const kernel = context.weight('kernel');
    if (groups === 1 || groups !== exampleShape(x)[2]) return conv2dOp(graph, x, kernel, window);
    // As many groups as channels: the depthwise kernels are many times faster. Its filters lie in the same order.
    const depthwise = reshape(graph, kernel, [...kernelSize, groups, filters / groups]);
    return depthwiseConv2dOp(graph, x, depthwise, window);
  },
  keras(parameters, { strides, padding, dilation_rate, use_bias, bias_initializer }) {
    const { filters, kernelSize, groups } = parameters;
    // Keras refuses a stride together with a dilation.
    if (Math.max(...parameters.strides) > 1 && Math.max(...parameters.dilationRate) > 1) return null;
    return pythonCall('keras.layers.Conv2D', [filters, pythonPair(kernelSize)], {
      ...{ strides, padding, dilation_rate },
      groups: unlessDefault(groups, 1),
      use_bias,
      kernel_initializer: kerasKernelInitializer(kernelInitializerOf(parameters)),
      bias_initializer,
    });
  },
  pytorch: ({ filters, kernelSize, groups }, channels, { bias, ...window }) => [
    pythonCall('nn.Conv2d', [channels, filters, pythonPair(kernelSize)], {
      ...window,
      groups: unlessDefault(groups, 1),
      bias,
    }),
  ],
});
