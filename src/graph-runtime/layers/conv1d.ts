import { conv2d as conv2dOp } from '../ops/convolution';
import { biasAdd } from '../ops/matmul';
import { staticSize } from '../ops/op-graph';
import { reshape } from '../ops/shape';
import { biasWeight, filtersParameter, groupsDiagnostic, groupsParameter, kernelWeight } from './convolution';
import { explainMultiplyAccumulates, explainParameters, explainWindow, formatCount } from './formula';
import {
  biasInitializerParameter,
  type KernelInitializer,
  kernelFans,
  kernelInitializerOf,
  kernelInitializerParameters,
  useBiasParameter,
} from './initializer';
import { kerasInitializer, kerasKernelInitializer } from './keras-initializer';
import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import { nativePadding } from './native-window';
import {
  asColumn,
  convolutionPaddingParameter,
  inferSequence,
  positionsParameter,
  type SequenceWindow,
  sequenceWindow,
} from './one-dimension';
import { positionsOf } from './positions';
import { pythonCall, unlessDefault } from './python';
import { inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { shortFact, shortForm } from './short-form';

export type Conv1dParameters = KernelInitializer & {
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides: number;
  readonly padding: string;
  readonly dilationRate: number;
  readonly groups: number;
  readonly useBias: boolean;
  readonly biasInitializer: string;
};

/** The window of a convolution's parameters. */
export function windowOfConv1d(parameters: Conv1dParameters): SequenceWindow {
  const { kernelSize, strides, padding, dilationRate } = parameters;
  return { size: kernelSize, stride: strides, padding, dilation: dilationRate };
}

/**
 * `y[i, f] = b[f] + Σ x[i s + a d − p, c] K[a, c, f]`, with x `[positions, channels]` and K `[kernelSize, channels / groups, filters]`; each group
 * of filters sees its own group of channels.
 */
export const conv1d: LayerDefinition<Conv1dParameters> = {
  type: 'conv1d',
  version: 1,
  otherNames: {
    types: ['Convolution1D', 'LazyConv1d'],
    parameters: {
      ...{ out_channels: 'filters', in_channels: null, kernel: 'kernelSize', stride: 'strides' },
      ...{ dilation: 'dilationRate', bias: 'useBias' },
    },
  },
  label: { en: 'Conv1D', 'zh-Hant': '一維卷積' },
  category: 'convolution',
  summary: {
    en: 'Slides small learned filters along a sequence; each looks for one pattern and reports where it is. For signals, text and the rows of an image.',
    'zh-Hant':
      '讓可學習的小濾波器沿著序列滑動；每個尋找一種圖樣，並回報它出現的位置。適用於訊號、文字與影像的各列。',
  },
  reference: {
    title: 'Waibel et al.: Phoneme Recognition Using Time-Delay Neural Networks (1989)',
    url: 'https://doi.org/10.1109/29.21701',
  },
  parameters: {
    filters: filtersParameter,
    kernelSize: positionsParameter(
      { en: 'Kernel size', 'zh-Hant': '卷積核大小' },
      {
        en: 'Positions below the window that slides over the sequence.',
        'zh-Hant': '在序列上滑動的視窗涵蓋的位置數。',
      },
      3,
      1024,
    ),
    strides: positionsParameter(
      { en: 'Stride', 'zh-Hant': '步幅' },
      {
        en: 'How far the window moves each time. A stride of 2 halves the length.',
        'zh-Hant': '視窗每次移動的距離。步幅為 2 時，長度減半。',
      },
      1,
    ),
    padding: convolutionPaddingParameter,
    dilationRate: {
      ...positionsParameter(
        { en: 'Dilation', 'zh-Hant': '擴張率' },
        { en: 'Distance between the taps of the kernel.', 'zh-Hant': '卷積核各點之間的距離。' },
        1,
        SIZE_LIMITS.dilation,
      ),
      isAdvanced: true,
    },
    groups: groupsParameter,
    useBias: useBiasParameter,
    ...kernelInitializerParameters,
    biasInitializer: biasInitializerParameter,
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ filters, kernelSize, strides, dilationRate, groups }, language) =>
    shortForm([
      formatCount(filters),
      `${kernelSize}`,
      strides === 1 ? '' : shortFact('stride', strides, language),
      dilationRate === 1 ? '' : shortFact('dilation', dilationRate, language),
      groups === 1 ? '' : shortFact('groups', groups, language),
    ]),
  infer: (parameters, inputs) =>
    inferSequence(inputs, windowOfConv1d(parameters), 'kernelSize', (channels, { height }) => {
      const diagnostic = groupsDiagnostic(parameters.groups, channels, parameters.filters);
      return diagnostic === null ? inferred([height.output, parameters.filters]) : refused(diagnostic);
    }),
  weights(parameters, inputs) {
    const { filters, kernelSize, groups, useBias, biasInitializer } = parameters;
    const channels = positionsOf(inputs[0])[1] / groups;
    const fans = kernelFans([kernelSize, 1], channels, filters);
    const initializer = kernelInitializerOf(parameters);
    const kernel = kernelWeight('kernel', [kernelSize, channels, filters], initializer, fans);
    return useBias ? [kernel, biasWeight(filters, biasInitializer, fans)] : [kernel];
  },
  multiplyAccumulates: ({ filters, kernelSize, groups }, inputs, outputs) =>
    positionsOf(outputs[0])[0] * kernelSize * (positionsOf(inputs[0])[1] / groups) * filters,
  explain(parameters, inputs, outputs) {
    const { filters, kernelSize, groups, useBias } = parameters;
    const [positions, channels] = positionsOf(inputs[0]);
    const kernel = [kernelSize, channels / groups, filters];
    const [size] = explainWindow(sequenceWindow(windowOfConv1d(parameters), positions));
    return [
      ...(size === undefined ? [] : [size]),
      explainParameters(useBias ? [kernel, [filters]] : [kernel]),
      explainMultiplyAccumulates([[positionsOf(outputs[0])[0], ...kernel]]),
    ];
  },
  lower(context, parameters, inputs) {
    const { filters, kernelSize, groups, strides, dilationRate, useBias } = parameters;
    return inputs.map((x) =>
      asColumn(context.graph, x, (image) => {
        const window = sequenceWindow(windowOfConv1d(parameters), staticSize(x, 1));
        const shape = [kernelSize, 1, staticSize(x, 2) / groups, filters];
        const kernel = reshape(context.graph, context.weight('kernel'), shape);
        const convolved = conv2dOp(context.graph, image, kernel, {
          strides: [strides, 1],
          padding: nativePadding(window),
          dilations: [dilationRate, 1],
        });
        return useBias ? biasAdd(context.graph, convolved, context.weight('bias')) : convolved;
      }),
    );
  },
  code: {
    keras({ filters, kernelSize, strides, padding, dilationRate, groups, useBias, ...starts }) {
      // Keras refuses a stride together with a dilation.
      if (strides > 1 && dilationRate > 1) return null;
      return pythonCall('keras.layers.Conv1D', [filters, kernelSize], {
        strides: unlessDefault(strides, 1),
        padding: unlessDefault(JSON.stringify(padding), '"valid"'),
        dilation_rate: unlessDefault(dilationRate, 1),
        groups: unlessDefault(groups, 1),
        use_bias: useBias ? null : 'False',
        kernel_initializer: kerasKernelInitializer(kernelInitializerOf(starts)),
        bias_initializer: unlessDefault(kerasInitializer(starts.biasInitializer), '"zeros"'),
      });
    },
    // PyTorch has the channels of a sequence before its positions.
    pytorch: () => null,
  },
};
