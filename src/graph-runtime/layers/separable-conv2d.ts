import { conv2d as conv2dOp, depthwiseConv2d as depthwiseConv2dOp } from '../ops/convolution';
import { biasAdd } from '../ops/matmul';
import {
  biasWeight,
  type ConvolutionWindow,
  convolutionWindow,
  depthMultiplierParameter,
  describeWindow,
  kernelWeight,
} from './convolution';
import {
  explainMultiplyAccumulates,
  explainParameters,
  explainWindow,
  formatCount,
  formatPair,
} from './formula';
import {
  biasInitializerParameter,
  depthwiseFans,
  kernelFans,
  kernelInitializerParameter,
  useBiasParameter,
} from './initializer';
import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import { nativePadding } from './native-window';
import {
  kerasInitializer,
  kerasPadding,
  kerasSequence,
  pythonCall,
  pythonPair,
  pytorchPadding,
  pytorchSequence,
  unlessDefault,
} from './python';
import {
  asImage,
  exampleShape,
  firstShape,
  imageExpected,
  imageOf,
  inferred,
  refused,
  SINGLE_INPUT,
  SINGLE_OUTPUT,
} from './shape-rules';
import { shortForm } from './short-form';
import {
  dilationRateParameter,
  kernelSizeParameter,
  paddingParameter,
  stridesParameter,
  windowDiagnostic,
} from './window-parameters';

type SeparableConv2dParameters = ConvolutionWindow & {
  readonly filters: number;
  readonly depthMultiplier: number;
  readonly useBias: boolean;
  readonly depthwiseInitializer: string;
  readonly pointwiseInitializer: string;
  readonly biasInitializer: string;
};

/**
 * A depthwise convolution (`[kernelHeight, kernelWidth, channels, m]`, no bias) and behind it a 1×1 convolution
 * (`[1, 1, channels · m, filters]`) that mixes the channels.
 */
export const separableConv2d: LayerDefinition<SeparableConv2dParameters> = {
  type: 'separableConv2d',
  version: 1,
  otherNames: {
    types: ['SeparableConvolution2D', 'DepthwiseSeparableConv2d'],
    parameters: {
      in_channels: null,
      kernel: 'kernelSize',
      kernel_shape: 'kernelSize',
      stride: 'strides',
      dilation: 'dilationRate',
      dilations: 'dilationRate',
      bias: 'useBias',
      pad: 'padding',
      pads: 'padding',
      out_channels: 'filters',
    },
  },
  label: { en: 'Separable Conv2D', 'zh-Hant': '深度可分離卷積' },
  category: 'convolution',
  summary: {
    en: 'First filters each channel separately, then mixes the channels with a 1×1 convolution: far fewer weights and multiplications.',
    'zh-Hant': '先讓每個通道各自卷積，再以 1×1 卷積混合通道：權重與乘法次數都少得多。',
  },
  reference: {
    title: 'Chollet: Xception: Deep Learning with Depthwise Separable Convolutions (2016)',
    url: 'https://arxiv.org/abs/1610.02357',
  },
  parameters: {
    filters: {
      kind: 'integer',
      label: { en: 'Filters', 'zh-Hant': '濾波器數' },
      help: { en: 'Number of output channels.', 'zh-Hant': '輸出的通道數。' },
      default: 32,
      minimum: 1,
      maximum: SIZE_LIMITS.features,
    },
    kernelSize: kernelSizeParameter([3, 3]),
    strides: stridesParameter([1, 1]),
    padding: paddingParameter('same'),
    dilationRate: dilationRateParameter,
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
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: (parameters, language) =>
    shortForm([
      formatCount(parameters.filters),
      formatPair(parameters.kernelSize),
      describeWindow(parameters, language),
    ]),
  infer(parameters, inputs) {
    const image = asImage(firstShape(inputs));
    if (image === null) return refused(imageExpected(firstShape(inputs)));
    const window = convolutionWindow(parameters, image);
    const diagnostic = windowDiagnostic(window, image, 'kernelSize');
    if (diagnostic !== null) return refused(diagnostic);
    return inferred([window.height.output, window.width.output, parameters.filters]);
  },
  weights(parameters, inputs) {
    const { filters, kernelSize, depthMultiplier, useBias } = parameters;
    const channels = imageOf(inputs)[2];
    const between = channels * depthMultiplier;
    const pointwiseFans = kernelFans([1, 1], between, filters);
    const kernels = [
      kernelWeight(
        'depthwiseKernel',
        [...kernelSize, channels, depthMultiplier],
        parameters.depthwiseInitializer,
        depthwiseFans(kernelSize, channels, depthMultiplier),
      ),
      kernelWeight(
        'pointwiseKernel',
        [1, 1, between, filters],
        parameters.pointwiseInitializer,
        pointwiseFans,
      ),
    ];
    return useBias ? [...kernels, biasWeight(filters, parameters.biasInitializer, pointwiseFans)] : kernels;
  },
  multiplyAccumulates({ kernelSize, depthMultiplier }, inputs, outputs) {
    const [height, width, filters] = imageOf(outputs);
    const between = imageOf(inputs)[2] * depthMultiplier;
    return height * width * between * (kernelSize[0] * kernelSize[1] + filters);
  },
  explain(parameters, inputs, outputs) {
    const { kernelSize, filters, depthMultiplier, useBias } = parameters;
    const image = imageOf(inputs);
    const [height, width] = imageOf(outputs);
    const depthwise = [...kernelSize, image[2], depthMultiplier];
    const pointwise = [image[2] * depthMultiplier, filters];
    return [
      ...explainWindow(convolutionWindow(parameters, image)),
      explainParameters(useBias ? [depthwise, pointwise, [filters]] : [depthwise, pointwise]),
      explainMultiplyAccumulates([
        [height, width, ...depthwise],
        [height, width, ...pointwise],
      ]),
    ];
  },
  lower: (context, parameters, inputs) =>
    inputs.map((x) => {
      const { graph } = context;
      const filtered = depthwiseConv2dOp(graph, x, context.weight('depthwiseKernel'), {
        strides: parameters.strides,
        padding: nativePadding(convolutionWindow(parameters, exampleShape(x))),
        dilations: parameters.dilationRate,
      });
      const pointwise = { strides: [1, 1], padding: 'VALID' } as const;
      const mixed = conv2dOp(graph, filtered, context.weight('pointwiseKernel'), pointwise);
      return parameters.useBias ? biasAdd(graph, mixed, context.weight('bias')) : mixed;
    }),
  code: {
    keras(parameters) {
      const padding = kerasPadding(parameters.padding);
      const positional = [parameters.filters, pythonPair(parameters.kernelSize)];
      const initializer = (name: string) => unlessDefault(kerasInitializer(name), '"glorot_uniform"');
      const layer = pythonCall('keras.layers.SeparableConv2D', positional, {
        strides: unlessDefault(pythonPair(parameters.strides), '1'),
        padding: padding.argument,
        dilation_rate: unlessDefault(pythonPair(parameters.dilationRate), '1'),
        depth_multiplier: unlessDefault(parameters.depthMultiplier, 1),
        use_bias: parameters.useBias ? null : 'False',
        depthwise_initializer: initializer(parameters.depthwiseInitializer),
        pointwise_initializer: initializer(parameters.pointwiseInitializer),
        bias_initializer: unlessDefault(kerasInitializer(parameters.biasInitializer), '"zeros"'),
      });
      return kerasSequence([...padding.before, layer]);
    },
    pytorch(parameters, inputs) {
      const image = imageOf(inputs);
      const between = image[2] * parameters.depthMultiplier;
      const padding = pytorchPadding(convolutionWindow(parameters, image));
      const depthwise = pythonCall('nn.Conv2d', [image[2], between, pythonPair(parameters.kernelSize)], {
        stride: unlessDefault(pythonPair(parameters.strides), '1'),
        padding: padding.argument,
        dilation: unlessDefault(pythonPair(parameters.dilationRate), '1'),
        groups: unlessDefault(image[2], 1),
        bias: 'False',
      });
      const pointwise = pythonCall('nn.Conv2d', [between, parameters.filters, 1], {
        bias: parameters.useBias ? null : 'False',
      });
      return pytorchSequence([...padding.before, depthwise, pointwise]);
    },
  },
};
