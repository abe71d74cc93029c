import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { biasAdd } from '../ops/matmul';
import { staticSize } from '../ops/op-graph';
import { reshape } from '../ops/shape';
import { conv2dTranspose as conv2dTransposeOp } from '../ops/transposed-convolution';
import { biasWeight, filtersParameter, kernelWeight } from './convolution';
import { explainMultiplyAccumulates, explainParameters, formatCount } from './formula';
import {
  biasInitializerParameter,
  type KernelInitializer,
  kernelFans,
  kernelInitializerOf,
  kernelInitializerParameters,
  useBiasParameter,
} from './initializer';
import { kerasInitializer, kerasKernelInitializer } from './keras-initializer';
import type { InferResult, LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import { asColumn, positionsParameter } from './one-dimension';
import { asPositions, positionsExpected, positionsOf } from './positions';
import { kerasSequence, pythonCall, unlessDefault } from './python';
import { firstShape, inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { shortFact, shortForm } from './short-form';
import { sizeFormula, type TransposedAxis, transposedWindow } from './transposed-window';

export type Conv1dTransposeParameters = KernelInitializer & {
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides: number;
  readonly padding: string;
  readonly crop: number;
  readonly outputPadding: number;
  readonly useBias: boolean;
  readonly biasInitializer: string;
};

/** The window over a sequence, as one over an image of one column. */
export function transposedSequence(
  parameters: Pick<
    Conv1dTransposeParameters,
    'kernelSize' | 'strides' | 'padding' | 'crop' | 'outputPadding'
  >,
  positions: number,
): TransposedAxis {
  const { kernelSize, strides, padding, crop, outputPadding } = parameters;
  const settings = {
    kernelSize: [kernelSize, 1],
    strides: [strides, 1],
    outputPadding: [outputPadding, 0],
    padding: padding === 'number' ? [crop, 0] : padding === 'same' ? 'same' : 'valid',
  } as const;
  return transposedWindow(settings, [positions, 1]).height;
}

/** `y[i s + a − p, f] = b[f] + Σ x[i, c] K[a, f, c]`, with x `[positions, channels]` and K `[kernelSize, filters, channels]` as Keras has it. */
export const conv1dTranspose: LayerDefinition<Conv1dTransposeParameters> = {
  type: 'conv1dTranspose',
  version: 1,
  otherNames: {
    types: ['ConvTranspose1d', 'LazyConvTranspose1d', 'Convolution1DTranspose', 'Deconv1d'],
    parameters: {
      ...{ out_channels: 'filters', in_channels: null, kernel: 'kernelSize', stride: 'strides' },
      ...{ output_padding: 'outputPadding', bias: 'useBias' },
    },
  },
  label: { en: 'Conv1D transpose', 'zh-Hant': '一維轉置卷積' },
  category: 'convolution',
  summary: {
    en: 'Lengthens a sequence with learned filters: each position puts a small pattern onto the longer output, where patterns add up. Decoders of signals are built on it.',
    'zh-Hant':
      '以可學習的濾波器加長序列：每個位置在較長的輸出上放下一個小圖樣，重疊處相加。訊號的解碼器以此為基礎。',
  },
  reference: {
    title: 'Dumoulin, Visin: A guide to convolution arithmetic for deep learning (2016), section 4',
    url: 'https://arxiv.org/abs/1603.07285',
  },
  parameters: {
    filters: filtersParameter,
    kernelSize: positionsParameter(
      { en: 'Kernel size', 'zh-Hant': '卷積核大小' },
      { en: 'Positions that each pattern is long.', 'zh-Hant': '每個圖樣的長度（位置數）。' },
      2,
      1024,
    ),
    strides: positionsParameter(
      { en: 'Stride', 'zh-Hant': '步幅' },
      {
        en: 'How far apart the patterns are. A stride of 2 doubles the length.',
        'zh-Hant': '圖樣之間的距離。步幅為 2 時，長度加倍。',
      },
      2,
    ),
    padding: {
      kind: 'choice',
      label: { en: 'Padding', 'zh-Hant': '填補' },
      help: {
        en: 'Positions cut off at the ends: none, as many as leave the input’s length times the stride, or a number at each end.',
        'zh-Hant': '在兩端切掉的位置：不切、使長度等於輸入乘以步幅，或指定每一端的數目。',
      },
      default: 'same',
      choices: [
        { value: 'same', label: { en: 'Same', 'zh-Hant': '維持長度' } },
        { value: 'valid', label: { en: 'None (valid)', 'zh-Hant': '不填補' } },
        { value: 'number', label: { en: 'A number', 'zh-Hant': '指定數目' } },
      ],
    },
    crop: {
      kind: 'integer',
      label: { en: 'Cut off', 'zh-Hant': '切掉' },
      help: {
        en: 'Positions cut off at each end, as PyTorch counts its padding.',
        'zh-Hant': '每一端切掉的位置數，計法與 PyTorch 相同。',
      },
      appliesWith: { parameter: 'padding', values: ['number'] },
      default: 0,
      minimum: 0,
      maximum: SIZE_LIMITS.side,
    },
    outputPadding: {
      kind: 'integer',
      label: { en: 'Output padding', 'zh-Hant': '輸出填補' },
      help: {
        en: 'Positions added at the end, fewer than the stride: which of the lengths that a strided convolution maps to the same is meant.',
        'zh-Hant': '在末端加上的位置，須少於步幅：帶步幅的卷積會把數種長度變成同一種，這裡選定是哪一種。',
      },
      isAdvanced: true,
      default: 0,
      minimum: 0,
      maximum: SIZE_LIMITS.side,
    },
    useBias: useBiasParameter,
    ...kernelInitializerParameters,
    biasInitializer: biasInitializerParameter,
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ filters, kernelSize, strides }, language) =>
    shortForm([
      formatCount(filters),
      `${kernelSize}`,
      strides === 1 ? '' : shortFact('stride', strides, language),
    ]),
  infer(parameters, inputs) {
    const sequence = asPositions(firstShape(inputs));
    if (sequence === null) return positionsExpected(firstShape(inputs));
    const axis = transposedSequence(parameters, sequence[0]);
    return misfit(parameters, axis) ?? inferred([axis.output, parameters.filters]);
  },
  weights(parameters, inputs) {
    const { filters, kernelSize, useBias, biasInitializer } = parameters;
    const channels = positionsOf(inputs[0])[1];
    const fans = kernelFans([kernelSize, 1], filters, channels);
    const initializer = kernelInitializerOf(parameters);
    const kernel = kernelWeight('kernel', [kernelSize, filters, channels], initializer, fans);
    return useBias ? [kernel, biasWeight(filters, biasInitializer, fans)] : [kernel];
  },
  multiplyAccumulates({ filters, kernelSize }, inputs) {
    const [positions, channels] = positionsOf(inputs[0]);
    return positions * kernelSize * filters * channels;
  },
  explain(parameters, inputs) {
    const { filters, kernelSize, useBias } = parameters;
    const [positions, channels] = positionsOf(inputs[0]);
    const kernel = [kernelSize, filters, channels];
    return [
      { subject: 'output-size', formula: sizeFormula(transposedSequence(parameters, positions)) },
      explainParameters(useBias ? [kernel, [filters]] : [kernel]),
      explainMultiplyAccumulates([[positions, ...kernel]]),
    ];
  },
  lower(context, parameters, inputs) {
    const { filters, kernelSize, strides, useBias } = parameters;
    const { graph } = context;
    return inputs.map((x) =>
      asColumn(graph, x, (column) => {
        const { before, after, extra } = transposedSequence(parameters, staticSize(x, 1));
        const shape = [kernelSize, 1, filters, staticSize(x, 2)];
        const kernel = reshape(graph, context.weight('kernel'), shape);
        const y = conv2dTransposeOp(graph, column, kernel, {
          strides: [strides, 1],
          crop: [before, after, 0, 0],
          extra: [extra, 0],
        });
        return useBias ? biasAdd(graph, y, context.weight('bias')) : y;
      }),
    );
  },
  code: {
    keras: (parameters, inputs) => kerasLine(parameters, positionsOf(inputs[0])[0]),
    // PyTorch has the channels of a sequence before its positions.
    pytorch: () => null,
  },
};

/** As many positions beyond the reach as the stride would be another pattern; and something has to be left. */
function misfit({ outputPadding }: Conv1dTransposeParameters, axis: TransposedAxis): InferResult | null {
  const { extra, stride, before, after, output } = axis;
  if (extra >= stride) {
    const largest = Math.max(0, stride - 1 - (extra - outputPadding));
    const draft: DiagnosticDraft = {
      code: 'output-padding-too-large',
      parameter: 'outputPadding',
      expected: `≤ ${largest}`,
      received: `${outputPadding}`,
      values: { padding: `${outputPadding}`, strides: `${stride}`, largest: `${largest}` },
      repairs: [{ kind: 'set-parameter', parameter: 'outputPadding', value: largest }],
    };
    return refused(draft);
  }
  if (output >= 1) return null;
  const [cropped, reach] = [`${before + after}`, `${output + before + after}`];
  return refused({
    code: 'crop-leaves-nothing',
    ...{ port: 'in', parameter: 'padding', expected: `< ${reach}`, received: cropped },
    values: { cropped, input: reach },
    repairs: [{ kind: 'set-parameter', parameter: 'padding', value: 'valid' }],
  });
}

/** Keras's output is as long as the patterns reach, but at least the input times the stride. What padding takes away is cut off behind it. */
function kerasLine(parameters: Conv1dTransposeParameters, positions: number): string | null {
  const { filters, kernelSize, strides, padding, outputPadding, useBias } = parameters;
  const { before, after, extra } = transposedSequence(parameters, positions);
  const isSame = padding === 'same' && outputPadding === 0;
  const beyond = after + Math.max(strides - kernelSize, 0) - extra;
  if (!isSame && beyond < 0) return null;
  const layer = pythonCall('keras.layers.Conv1DTranspose', [filters, kernelSize], {
    strides: unlessDefault(strides, 1),
    padding: isSame ? '"same"' : null,
    use_bias: useBias ? null : 'False',
    kernel_initializer: kerasKernelInitializer(kernelInitializerOf(parameters)),
    bias_initializer: unlessDefault(kerasInitializer(parameters.biasInitializer), '"zeros"'),
  });
  if (isSame || before + beyond === 0) return layer;
  return kerasSequence([layer, pythonCall('keras.layers.Cropping1D', [`(${before}, ${beyond})`])]);
}
