import { conv2d as conv2dOp, depthwiseConv2d as depthwiseConv2dOp } from '../ops/convolution';
import { biasAdd } from '../ops/matmul';
import type { OpGraph, Value } from '../ops/op-graph';
import { reshape } from '../ops/shape';
import {
  biasWeight,
  type ConvolutionWindow,
  convolutionWindow,
  describeWindow,
  groupsDiagnostic,
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
import { shortFact, shortForm } from './short-form';
import {
  dilationRateParameter,
  kernelSizeParameter,
  paddingParameter,
  stridesParameter,
  windowDiagnostic,
} from './window-parameters';

type Conv2dParameters = ConvolutionWindow & {
  readonly filters: number;
  readonly groups: number;
  readonly useBias: boolean;
  readonly kernelInitializer: string;
  readonly biasInitializer: string;
};

/**
 * `y[i, j, f] = b[f] + Σ x[i s + a d − p, j s + b d − p, c] K[a, b, c, f]`, with x `[height, width, channels]` and
 * K `[kernelHeight, kernelWidth, channels / groups, filters]`; each group of filters sees its own group of channels.
 */
export const conv2d: LayerDefinition<Conv2dParameters> = {
  type: 'conv2d',
  version: 1,
  otherNames: {
    types: ['Convolution2D', 'Conv', 'Convolution'],
    parameters: {
      out_channels: 'filters',
      num_filters: 'filters',
      units: 'filters',
      in_channels: null,
      kernel: 'kernelSize',
      kernel_shape: 'kernelSize',
      stride: 'strides',
      dilation: 'dilationRate',
      dilations: 'dilationRate',
      group: 'groups',
      bias: 'useBias',
      pad: 'padding',
      pads: 'padding',
    },
  },
  label: { en: 'Conv2D', 'zh-Hant': '二維卷積' },
  category: 'convolution',
  summary: {
    en: 'Slides small learned filters over the image; each looks for one pattern and reports where it is.',
    'zh-Hant': '讓可學習的小濾波器在影像上滑動；每個濾波器尋找一種圖樣，並回報它出現的位置。',
  },
  reference: {
    title: 'LeCun et al.: Backpropagation Applied to Handwritten Zip Code Recognition (1989)',
    url: 'https://doi.org/10.1162/neco.1989.1.4.541',
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
    groups: {
      kind: 'integer',
      label: { en: 'Groups', 'zh-Hant': '分組數' },
      help: {
        en: 'Splits the channels into groups that are convolved separately. Must divide input channels and filters.',
        'zh-Hant': '把通道分成互不相通的組。必須能整除輸入通道數與濾波器數。',
      },
      isAdvanced: true,
      default: 1,
      minimum: 1,
      maximum: SIZE_LIMITS.features,
    },
    useBias: useBiasParameter,
    kernelInitializer: kernelInitializerParameter,
    biasInitializer: biasInitializerParameter,
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: (parameters, language) =>
    shortForm([
      formatCount(parameters.filters),
      formatPair(parameters.kernelSize),
      describeWindow(parameters, language),
      parameters.groups === 1 ? '' : shortFact('groups', parameters.groups, language),
    ]),
  infer(parameters, inputs) {
    const image = asImage(firstShape(inputs));
    if (image === null) return refused(imageExpected(firstShape(inputs)));
    const window = convolutionWindow(parameters, image);
    const diagnostic =
      groupsDiagnostic(parameters.groups, image[2], parameters.filters) ??
      windowDiagnostic(window, image, 'kernelSize');
    if (diagnostic !== null) return refused(diagnostic);
    return inferred([window.height.output, window.width.output, parameters.filters]);
  },
  weights(parameters, inputs) {
    const { filters, groups, kernelSize, useBias, kernelInitializer, biasInitializer } = parameters;
    const channels = imageOf(inputs)[2] / groups;
    const fans = kernelFans(kernelSize, channels, filters);
    const kernel = kernelWeight('kernel', [...kernelSize, channels, filters], kernelInitializer, fans);
    return useBias ? [kernel, biasWeight(filters, biasInitializer, fans)] : [kernel];
  },
  multiplyAccumulates({ kernelSize, groups }, inputs, outputs) {
    const [height, width, filters] = imageOf(outputs);
    return height * width * filters * kernelSize[0] * kernelSize[1] * (imageOf(inputs)[2] / groups);
  },
  explain(parameters, inputs, outputs) {
    const { kernelSize, filters, groups, useBias } = parameters;
    const image = imageOf(inputs);
    const [height, width] = imageOf(outputs);
    const kernel = [...kernelSize, image[2] / groups, filters];
    return [
      ...explainWindow(convolutionWindow(parameters, image)),
      explainParameters(useBias ? [kernel, [filters]] : [kernel]),
      explainMultiplyAccumulates([[height, width, ...kernel]]),
    ];
  },
  lower: (context, parameters, inputs) =>
    inputs.map((x) => {
      const convolved = convolve(context.graph, x, context.weight('kernel'), parameters);
      return parameters.useBias ? biasAdd(context.graph, convolved, context.weight('bias')) : convolved;
    }),
  code: {
    keras(parameters) {
      const { filters, kernelSize, strides, dilationRate, groups, useBias } = parameters;
      // Keras refuses a stride together with a dilation.
      if (Math.max(...strides) > 1 && Math.max(...dilationRate) > 1) return null;
      const padding = kerasPadding(parameters.padding);
      const layer = pythonCall('keras.layers.Conv2D', [filters, pythonPair(kernelSize)], {
        strides: unlessDefault(pythonPair(strides), '1'),
        padding: padding.argument,
        dilation_rate: unlessDefault(pythonPair(dilationRate), '1'),
        groups: unlessDefault(groups, 1),
        use_bias: useBias ? null : 'False',
        kernel_initializer: unlessDefault(kerasInitializer(parameters.kernelInitializer), '"glorot_uniform"'),
        bias_initializer: unlessDefault(kerasInitializer(parameters.biasInitializer), '"zeros"'),
      });
      return kerasSequence([...padding.before, layer]);
    },
    pytorch(parameters, inputs) {
      const { filters, kernelSize, strides, dilationRate, groups, useBias } = parameters;
      const image = imageOf(inputs);
      const padding = pytorchPadding(convolutionWindow(parameters, image));
      const layer = pythonCall('nn.Conv2d', [image[2], filters, pythonPair(kernelSize)], {
        stride: unlessDefault(pythonPair(strides), '1'),
        padding: padding.argument,
        dilation: unlessDefault(pythonPair(dilationRate), '1'),
        groups: unlessDefault(groups, 1),
        bias: useBias ? null : 'False',
      });
      return pytorchSequence([...padding.before, layer]);
    },
  },
};

function convolve(graph: OpGraph, x: Value, kernel: Value, parameters: Conv2dParameters): Value {
  const { kernelSize, filters, groups, strides, dilationRate } = parameters;
  const shape = exampleShape(x);
  const options = {
    strides,
    padding: nativePadding(convolutionWindow(parameters, shape)),
    dilations: dilationRate,
  };
  if (groups === 1 || groups !== shape[2]) return conv2dOp(graph, x, kernel, options);
  // As many groups as channels: the depthwise kernels are many times faster. Its filters lie in the same order.
  const depthwise = reshape(graph, kernel, [...kernelSize, groups, filters / groups]);
  return depthwiseConv2dOp(graph, x, depthwise, options);
}
