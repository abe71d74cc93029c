import { depthwiseConv2d as depthwiseConv2dOp } from '../ops/convolution';
import { biasAdd } from '../ops/matmul';
import {
  biasWeight,
  type ConvolutionWindow,
  convolutionWindow,
  depthMultiplierParameter,
  describeWindow,
  kernelWeight,
} from './convolution';
import { explainMultiplyAccumulates, explainParameters, explainWindow, formatPair } from './formula';
import {
  biasInitializerParameter,
  depthwiseFans,
  kernelInitializerParameter,
  useBiasParameter,
} from './initializer';
import type { LayerDefinition } from './layer';
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

type DepthwiseConv2dParameters = ConvolutionWindow & {
  readonly depthMultiplier: number;
  readonly useBias: boolean;
  readonly depthwiseInitializer: string;
  readonly biasInitializer: string;
};

/**
 * Each channel with filters of its own: output channel `c · m + j` is input channel c under filter j of its m. The kernel is
 * `[kernelHeight, kernelWidth, channels, m]`.
 */
export const depthwiseConv2d: LayerDefinition<DepthwiseConv2dParameters> = {
  type: 'depthwiseConv2d',
  version: 1,
  otherNames: {
    types: ['DepthwiseConvolution2D', 'DepthwiseConv'],
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
    },
  },
  label: { en: 'Depthwise Conv2D', 'zh-Hant': '逐深度卷積（depthwise）' },
  category: 'convolution',
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
    kernelSize: kernelSizeParameter([3, 3]),
    strides: stridesParameter([1, 1]),
    padding: paddingParameter('same'),
    dilationRate: dilationRateParameter,
    depthMultiplier: depthMultiplierParameter,
    useBias: useBiasParameter,
    depthwiseInitializer: kernelInitializerParameter,
    biasInitializer: biasInitializerParameter,
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: (parameters, language) =>
    shortForm([
      formatPair(parameters.kernelSize),
      describeWindow(parameters, language),
      parameters.depthMultiplier === 1 ? '' : shortFact('multiplier', parameters.depthMultiplier, language),
    ]),
  infer(parameters, inputs) {
    const image = asImage(firstShape(inputs));
    if (image === null) return refused(imageExpected(firstShape(inputs)));
    const window = convolutionWindow(parameters, image);
    const diagnostic = windowDiagnostic(window, image, 'kernelSize');
    if (diagnostic !== null) return refused(diagnostic);
    return inferred([window.height.output, window.width.output, image[2] * parameters.depthMultiplier]);
  },
  weights({ kernelSize, depthMultiplier, useBias, depthwiseInitializer, biasInitializer }, inputs) {
    const channels = imageOf(inputs)[2];
    const fans = depthwiseFans(kernelSize, channels, depthMultiplier);
    const shape = [...kernelSize, channels, depthMultiplier];
    const kernel = kernelWeight('kernel', shape, depthwiseInitializer, fans);
    return useBias ? [kernel, biasWeight(channels * depthMultiplier, biasInitializer, fans)] : [kernel];
  },
  multiplyAccumulates({ kernelSize }, _inputs, outputs) {
    const [height, width, channels] = imageOf(outputs);
    return height * width * channels * kernelSize[0] * kernelSize[1];
  },
  explain(parameters, inputs, outputs) {
    const { kernelSize, depthMultiplier, useBias } = parameters;
    const image = imageOf(inputs);
    const [height, width, filters] = imageOf(outputs);
    const kernel = [...kernelSize, image[2], depthMultiplier];
    return [
      ...explainWindow(convolutionWindow(parameters, image)),
      explainParameters(useBias ? [kernel, [filters]] : [kernel]),
      explainMultiplyAccumulates([[height, width, ...kernel]]),
    ];
  },
  lower: (context, parameters, inputs) =>
    inputs.map((x) => {
      const { graph } = context;
      const options = {
        strides: parameters.strides,
        padding: nativePadding(convolutionWindow(parameters, exampleShape(x))),
        dilations: parameters.dilationRate,
      };
      const convolved = depthwiseConv2dOp(graph, x, context.weight('kernel'), options);
      return parameters.useBias ? biasAdd(graph, convolved, context.weight('bias')) : convolved;
    }),
  code: {
    keras(parameters) {
      const padding = kerasPadding(parameters.padding);
      const layer = pythonCall('keras.layers.DepthwiseConv2D', [pythonPair(parameters.kernelSize)], {
        strides: unlessDefault(pythonPair(parameters.strides), '1'),
        padding: padding.argument,
        depth_multiplier: unlessDefault(parameters.depthMultiplier, 1),
        dilation_rate: unlessDefault(pythonPair(parameters.dilationRate), '1'),
        use_bias: parameters.useBias ? null : 'False',
        depthwise_initializer: unlessDefault(
          kerasInitializer(parameters.depthwiseInitializer),
          '"glorot_uniform"',
        ),
        bias_initializer: unlessDefault(kerasInitializer(parameters.biasInitializer), '"zeros"'),
      });
      return kerasSequence([...padding.before, layer]);
    },
    pytorch(parameters, inputs) {
      const image = imageOf(inputs);
      const filters = image[2] * parameters.depthMultiplier;
      const padding = pytorchPadding(convolutionWindow(parameters, image));
      const layer = pythonCall('nn.Conv2d', [image[2], filters, pythonPair(parameters.kernelSize)], {
        stride: unlessDefault(pythonPair(parameters.strides), '1'),
        padding: padding.argument,
        dilation: unlessDefault(pythonPair(parameters.dilationRate), '1'),
        groups: unlessDefault(image[2], 1),
        bias: parameters.useBias ? null : 'False',
      });
      return pytorchSequence([...padding.before, layer]);
    },
  },
};
