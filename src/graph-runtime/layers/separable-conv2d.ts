import { conv2d as conv2dOp, depthwiseConv2d as depthwiseConv2dOp } from '../ops/convolution';
import { type ConvolutionWindow, depthMultiplierParameter, filtersParameter } from './convolution';
import { defineConvolution } from './define-convolution';
import { formatCount } from './formula';
import {
  biasInitializerParameter,
  type DepthwiseInitializer,
  depthwiseFans,
  depthwiseInitializerOf,
  depthwiseInitializerParameters,
  type InitializerChoice,
  initializerGainParameter,
  initializerScaleParameter,
  kernelFans,
  kernelInitializerParameters,
  useBiasParameter,
} from './initializer';
import { kerasKernelInitializer } from './keras-initializer';
import { pythonCall, pythonPair, unlessDefault } from './python';
import { range } from './range';
import { convolutionWindowParameters } from './window-parameters';

type SeparableConv2dParameters = ConvolutionWindow &
  DepthwiseInitializer & {
    readonly filters: number;
    readonly depthMultiplier: number;
    readonly useBias: boolean;
    readonly pointwiseInitializer: string;
    readonly pointwiseInitializerScale: number;
    readonly pointwiseInitializerGain: number;
    readonly biasInitializer: string;
  };

function pointwiseInitializerOf(parameters: SeparableConv2dParameters): InitializerChoice {
  return {
    name: parameters.pointwiseInitializer,
    scale: parameters.pointwiseInitializerScale,
    gain: parameters.pointwiseInitializerGain,
  };
}

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
    ...depthwiseInitializerParameters,
    pointwiseInitializer: {
      ...kernelInitializerParameters.kernelInitializer,
      label: { en: 'Pointwise initializer', 'zh-Hant': '逐點卷積核初始化' },
    },
    pointwiseInitializerScale: initializerScaleParameter('pointwiseInitializer', {
      en: 'Pointwise initializer scale',
      'zh-Hant': '逐點卷積核初始值尺度',
    }),
    pointwiseInitializerGain: initializerGainParameter('pointwiseInitializer', {
      en: 'Pointwise initializer gain',
      'zh-Hant': '逐點卷積核初始值增益',
    }),
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
        initializer: depthwiseInitializerOf(parameters),
        fans: depthwiseFans(kernelSize, channels, depthMultiplier),
      },
      {
        name: 'pointwiseKernel',
        shape: [1, 1, between, filters],
        factors: [between, filters],
        initializer: pointwiseInitializerOf(parameters),
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
      depthwise_initializer: kerasKernelInitializer(depthwiseInitializerOf(parameters)),
      pointwise_initializer: kerasKernelInitializer(pointwiseInitializerOf(parameters)),
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
