import { conv2d as conv2dOp, depthwiseConv2d as depthwiseConv2dOp } from '../ops/convolution';
import { type ConvolutionWindow, depthMultiplierParameter, filtersParameter } from './convolution';
import { defineConvolution, kerasKernelInitializer } from './define-convolution';
import { formatCount } from './formula';
import {
  biasInitializerParameter,
  depthwiseFans,
  kernelFans,
  kernelInitializerParameter,
  useBiasParameter,
} from './initializer';
import { pythonCall, pythonPair, unlessDefault } from './python';
import { range } from './range';
import { convolutionWindowParameters } from './window-parameters';

type SeparableConv2dParameters = ConvolutionWindow & {
  readonly filters: number;
  readonly depthMultiplier: number;
  readonly useBias: boolean;
  readonly depthwiseInitializer: string;
  readonly pointwiseInitializer: string;
  readonly biasInitializer: string;
};

/**
 * A depthwise convolution (`[kernelHeight, kernelWidth, channels, m]`, no bias) and after it a 1×1 convolution
 * (`[1, 1, channels · m, filters]`) that mixes the channels.
 */
export const separableConv2d = defineConvolution<SeparableConv2dParameters>({
  type: 'separableConv2d',
  otherNames: {
    types: ['SeparableConvolution2D', 'DepthwiseSeparableConv2d'],
    parameters: { out_channels: 'filters' },
  },
  label: { en: 'Separable Conv2D', 'zh-Hant': '深度可分離卷積' },
  summary: {
    en: 'First filters each channel separately, then mixes the channels with a 1×1 convolution: far fewer weights and multiplications.',
    'zh-Hant': '先讓每個通道各自卷積，再以 1×1 卷積混合通道：權重與乘法次數都少得多。',
  },
  reference: {
    title: 'Chollet: Xception: Deep Learning with Depthwise Separable Convolutions (2016)',
    url: 'https://arxiv.org/abs/1610.02357',
  },
  parameters: {
    filters: filtersParameter,
    ...convolutionWindowParameters,
    depthMultiplier: depthMultiplierParameter,
    useBias: useBiasParameter,
    depthwiseInitializer: {
      ...kernelInitializerParameter,
      label: { en: 'Depthwise initializer', 'zh-Hant': '逐深度卷積核初始化' },
    },
    pointwiseInitializer: {
      ...kernelInitializerParameter,
      label: { en: 'Pointwise initializer', 'zh-Hant': '逐點卷積核初始化' },
    },
    biasInitializer: biasInitializerParameter,
  },
  filters: ({ filters }) => filters,
  describe: ({ filters }) => ({ before: formatCount(filters) }),
  kernels(parameters, channels) {
    const { filters, kernelSize, depthMultiplier } = parameters;
    const between = channels * depthMultiplier;
    return [
      {
        name: 'depthwiseKernel',
        shape: [...kernelSize, channels, depthMultiplier],
        initializer: parameters.depthwiseInitializer,
        fans: depthwiseFans(kernelSize, channels, depthMultiplier),
      },
      {
        name: 'pointwiseKernel',
        shape: [1, 1, between, filters],
        factors: [between, filters],
        initializer: parameters.pointwiseInitializer,
        fans: kernelFans([1, 1], between, filters),
      },
    ];
  },
  computation({ kernelSize, depthMultiplier, filters }, channels) {
    const between = channels * depthMultiplier;
    return {
      channels: () => range(0, between).map((channel) => Math.floor(channel / depthMultiplier)),
      kernel: {
        weight: 'depthwiseKernel',
        place: (row, column, channel) => (row * kernelSize[1] + column) * between + channel,
      },
      mix: { weight: 'pointwiseKernel', place: (channel, output) => channel * filters + output },
    };
  },
  convolve(context, _parameters, x, window) {
    const { graph } = context;
    const filtered = depthwiseConv2dOp(graph, x, context.weight('depthwiseKernel'), window);
    const pointwise = { strides: [1, 1], padding: 'VALID' } as const;
    return conv2dOp(graph, filtered, context.weight('pointwiseKernel'), pointwise);
  },
  keras: (parameters, { strides, padding, dilation_rate, use_bias, bias_initializer }) =>
    pythonCall('keras.layers.SeparableConv2D', [parameters.filters, pythonPair(parameters.kernelSize)], {
      ...{ strides, padding, dilation_rate },
      depth_multiplier: unlessDefault(parameters.depthMultiplier, 1),
      use_bias,
      depthwise_initializer: kerasKernelInitializer(parameters.depthwiseInitializer),
      pointwise_initializer: kerasKernelInitializer(parameters.pointwiseInitializer),
      bias_initializer,
    }),
  pytorch({ filters, kernelSize, depthMultiplier }, channels, { bias, ...window }) {
    const between = channels * depthMultiplier;
    return [
      pythonCall('nn.Conv2d', [channels, between, pythonPair(kernelSize)], {
        ...window,
        groups: unlessDefault(channels, 1),
        bias: 'False',
      }),
      pythonCall('nn.Conv2d', [between, filters, 1], { bias }),
    ];
  },
});
