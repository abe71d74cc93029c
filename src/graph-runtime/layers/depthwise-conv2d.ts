import { depthwiseConv2d as depthwiseConv2dOp } from '../ops/convolution';
import { type ConvolutionWindow, depthMultiplierParameter } from './convolution';
import { defineConvolution } from './define-convolution';
import {
  biasInitializerParameter,
  type DepthwiseInitializer,
  depthwiseFans,
  depthwiseInitializerOf,
  depthwiseInitializerParameters,
  useBiasParameter,
} from './initializer';
import { kerasKernelInitializer } from './keras-initializer';
import { pythonCall, pythonPair, unlessDefault } from './python';
import { shortFact } from './short-form';
import { convolutionWindowParameters } from './window-parameters';

type DepthwiseConv2dParameters = ConvolutionWindow &
  DepthwiseInitializer & {
    readonly depthMultiplier: number;
    readonly useBias: boolean;
    readonly biasInitializer: string;
  };

/**
 * Each channel with its own filters: output channel `c · m + j` is input channel c under filter j of its m. The kernel is
 * `[kernelHeight, kernelWidth, channels, m]`.
 */
export const depthwiseConv2d = defineConvolution<DepthwiseConv2dParameters>({
  type: 'depthwiseConv2d',
  otherNames: { types: ['DepthwiseConvolution2D', 'DepthwiseConv'] },
  label: { en: 'Depthwise Conv2D', 'zh-Hant': '逐深度卷積' },
  summary: {
    en: 'Filters every channel separately, without mixing channels: the cheap half of a separable convolution.',
    'zh-Hant': '每個通道各自卷積，通道之間不混合：深度可分離卷積中便宜的那一半。',
  },
  reference: {
    title:
      'Howard et al.: MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications (2017), section 3.1',
    url: 'https://arxiv.org/abs/1704.04861',
  },
  parameters: {
    ...convolutionWindowParameters,
    depthMultiplier: depthMultiplierParameter,
    useBias: useBiasParameter,
    ...depthwiseInitializerParameters,
    biasInitializer: biasInitializerParameter,
  },
  filters: ({ depthMultiplier }, channels) => channels * depthMultiplier,
  describe: ({ depthMultiplier }, language) => ({
    after: depthMultiplier === 1 ? '' : shortFact('multiplier', depthMultiplier, language),
  }),
  kernels(parameters, channels) {
    const { kernelSize, depthMultiplier } = parameters;
    const shape = [...kernelSize, channels, depthMultiplier];
    const fans = depthwiseFans(kernelSize, channels, depthMultiplier);
    return [{ name: 'kernel', shape, initializer: depthwiseInitializerOf(parameters), fans }];
  },
  computation: ({ kernelSize, depthMultiplier }, channels) => ({
    channels: (output) => [Math.floor(output / depthMultiplier)],
    kernel: {
      weight: 'kernel',
      place: (row, column, _channel, output) =>
        (row * kernelSize[1] + column) * channels * depthMultiplier + output,
    },
  }),
  convolve: (context, _parameters, x, window) =>
    depthwiseConv2dOp(context.graph, x, context.weight('kernel'), window),
  keras: (parameters, { strides, padding, dilation_rate, use_bias, bias_initializer }) =>
    pythonCall('keras.layers.DepthwiseConv2D', [pythonPair(parameters.kernelSize)], {
      ...{ strides, padding },
      depth_multiplier: unlessDefault(parameters.depthMultiplier, 1),
      ...{ dilation_rate, use_bias },
      depthwise_initializer: kerasKernelInitializer(depthwiseInitializerOf(parameters)),
      bias_initializer,
    }),
  pytorch: ({ kernelSize, depthMultiplier }, channels, { bias, ...window }) => [
    pythonCall('nn.Conv2d', [channels, channels * depthMultiplier, pythonPair(kernelSize)], {
      ...window,
      groups: unlessDefault(channels, 1),
      bias,
    }),
  ],
});
