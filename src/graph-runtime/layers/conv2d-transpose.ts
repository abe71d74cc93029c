import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { biasAdd } from '../ops/matmul';
import { conv2dTranspose as conv2dTransposeOp } from '../ops/transposed-convolution';
import { biasWeight, filtersParameter, kernelWeight } from './convolution';
import {
  explainMultiplyAccumulates,
  explainParameters,
  explainSizes,
  formatCount,
  formatPair,
} from './formula';
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
import type { PaddingParameter } from './parameter';
import { kerasSequence, pythonCall, pythonPair, pytorchPad, pytorchSequence, unlessDefault } from './python';
import {
  exampleShape,
  imageOf,
  inferImage,
  inferred,
  refused,
  SINGLE_INPUT,
  SINGLE_OUTPUT,
} from './shape-rules';
import { shortFact, shortForm } from './short-form';
import { formatShape, type TensorType } from './tensor-type';
import { reachingCells, sizeFormula, type TransposedAxis, transposedWindow } from './transposed-window';
import { kernelSizeParameter, type Pair, paddingParameter, stridesParameter } from './window-parameters';

export type Conv2dTransposeParameters = KernelInitializer & {
  readonly filters: number;
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: PaddingParameter;
  readonly outputPadding: Pair;
  readonly useBias: boolean;
  readonly biasInitializer: string;
};

/**
 * `y[i s + a − p, j s + b − p, f] = b[f] + Σ x[i, j, c] K[a, b, f, c]`, with x `[height, width, channels]` and K `[kernelHeight,
 * kernelWidth, filters, channels]` as Keras has it. Fans are those of the convolution that goes the other way, in Keras and PyTorch alike.
 */
export const conv2dTranspose: LayerDefinition<Conv2dTransposeParameters> = {
  type: 'conv2dTranspose',
  version: 1,
  otherNames: {
    types: [
      'ConvTranspose2d',
      'ConvTranspose',
      'LazyConvTranspose2d',
      'Convolution2DTranspose',
      'Deconvolution2D',
      'Deconv2d',
      'UpConv',
    ],
    parameters: {
      out_channels: 'filters',
      num_filters: 'filters',
      in_channels: null,
      kernel: 'kernelSize',
      kernel_shape: 'kernelSize',
      stride: 'strides',
      pad: 'padding',
      pads: 'padding',
      bias: 'useBias',
    },
  },
  label: { en: 'Conv2D transpose', 'zh-Hant': '二維轉置卷積' },
  category: 'convolution',
  summary: {
    en: 'Enlarges the image with learned filters: each value puts a small pattern onto the larger output, where patterns add up. Decoders and generators are built on it.',
    'zh-Hant':
      '以可學習的濾波器放大影像：每個值在較大的輸出上放下一個小圖樣，重疊處相加。解碼器與生成器以此為基礎。',
  },
  reference: {
    title: 'Dumoulin, Visin: A guide to convolution arithmetic for deep learning (2016), section 4',
    url: 'https://arxiv.org/abs/1603.07285',
  },
  parameters: {
    filters: filtersParameter,
    kernelSize: kernelSizeParameter([2, 2]),
    strides: {
      ...stridesParameter([2, 2]),
      help: {
        en: 'How far apart the patterns are. A stride of 2 doubles height and width.',
        'zh-Hant': '圖樣之間的距離。步幅為 2 時，高與寬加倍。',
      },
    },
    padding: {
      ...paddingParameter('same'),
      help: {
        en: 'Cells cut off around the output: none (valid), as many as leave the input’s size times the stride (same), or a number per side.',
        'zh-Hant': '在輸出四周切掉的格數：不切、使大小等於輸入乘以步幅，或指定每邊的格數。',
      },
    },
    outputPadding: {
      kind: 'pair',
      label: { en: 'Output padding', 'zh-Hant': '輸出填補' },
      help: {
        en: 'Rows and columns added below and to the right, fewer than the stride: which of the sizes that a strided convolution maps to the same size is meant.',
        'zh-Hant':
          '在下方與右方加上的列與行，須少於步幅：帶步幅的卷積會把數種大小變成同一種，這裡選定是哪一種。',
      },
      isAdvanced: true,
      default: [0, 0],
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
      formatPair(kernelSize),
      Math.max(...strides) === 1 ? '' : shortFact('stride', formatPair(strides, false), language),
    ]),
  infer: (parameters, inputs) =>
    inferImage(inputs, (image) => {
      const { height, width } = transposedWindow(parameters, image);
      const diagnostic = outputPaddingDiagnostic(parameters, height, width) ?? emptyDiagnostic(height, width);
      if (diagnostic !== null) return refused(diagnostic);
      return inferred([height.output, width.output, parameters.filters]);
    }),
  weights(parameters, inputs) {
    const { filters, kernelSize, useBias, biasInitializer } = parameters;
    const channels = imageOf(inputs)[2];
    const fans = kernelFans(kernelSize, filters, channels);
    const initializer = kernelInitializerOf(parameters);
    const kernel = kernelWeight('kernel', [...kernelSize, filters, channels], initializer, fans);
    return useBias ? [kernel, biasWeight(filters, biasInitializer, fans)] : [kernel];
  },
  multiplyAccumulates: (parameters, inputs) =>
    productsOf(parameters, inputs).reduce((product, size) => product * size, 1),
  explain(parameters, inputs) {
    const image = imageOf(inputs);
    const { height, width } = transposedWindow(parameters, image);
    const { filters, kernelSize, useBias } = parameters;
    const kernel = [...kernelSize, filters, image[2]];
    return [
      ...explainSizes([sizeFormula(height), sizeFormula(width)]),
      explainParameters(useBias ? [kernel, [filters]] : [kernel]),
      explainMultiplyAccumulates([productsOf(parameters, inputs)]),
    ];
  },
  reach(parameters, inputs) {
    const { height, width } = transposedWindow(parameters, imageOf(inputs));
    return {
      rows: (row) => reachingCells(height, row),
      columns: (column) => reachingCells(width, column),
    };
  },
  lower: (context, parameters, inputs) =>
    inputs.map((x) => {
      const { height, width } = transposedWindow(parameters, exampleShape(x));
      const y = conv2dTransposeOp(context.graph, x, context.weight('kernel'), {
        strides: parameters.strides,
        crop: [height.before, height.after, width.before, width.after],
        extra: [height.extra, width.extra],
      });
      return parameters.useBias ? biasAdd(context.graph, y, context.weight('bias')) : y;
    }),
  code: { keras: kerasLine, pytorch: pytorchLine },
};

/** Every value of the image meets every number of its kernels. */
function productsOf(
  { kernelSize, filters }: Conv2dTransposeParameters,
  inputs: readonly TensorType[],
): number[] {
  const [height, width, channels] = imageOf(inputs);
  return [height, width, ...kernelSize, filters, channels];
}

/** As many cells beyond the reach as the stride would be another position of the kernel. */
function outputPaddingDiagnostic(
  { strides, outputPadding }: Conv2dTransposeParameters,
  height: TransposedAxis,
  width: TransposedAxis,
): DiagnosticDraft | null {
  if (height.extra < height.stride && width.extra < width.stride) return null;
  const largest = [height, width].map(({ extra, stride }, at) => {
    const own = outputPadding[at] ?? 0;
    return Math.max(0, Math.min(own, stride - 1 - (extra - own)));
  });
  return {
    code: 'output-padding-too-large',
    parameter: 'outputPadding',
    expected: `≤ ${formatShape(largest)}`,
    received: formatShape(outputPadding),
    values: {
      padding: formatShape(outputPadding),
      strides: formatShape(strides),
      largest: formatShape(largest),
    },
    repairs: [{ kind: 'set-parameter', parameter: 'outputPadding', value: largest }],
  };
}

function emptyDiagnostic(height: TransposedAxis, width: TransposedAxis): DiagnosticDraft | null {
  if (height.output >= 1 && width.output >= 1) return null;
  const reach = [height, width].map(({ output, before, after }) => output + before + after);
  return {
    code: 'crop-leaves-nothing',
    port: 'in',
    parameter: 'padding',
    expected: `< ${formatShape(reach)}`,
    received: formatShape([height.before + height.after, width.before + width.after]),
    values: {
      cropped: formatShape([height.before + height.after, width.before + width.after]),
      input: formatShape(reach),
    },
    repairs: [{ kind: 'set-parameter', parameter: 'padding', value: 'valid' }],
  };
}

function kerasLine(parameters: Conv2dTransposeParameters, inputs: readonly TensorType[]): string | null {
  const { filters, kernelSize, strides, padding, outputPadding, useBias } = parameters;
  const { height, width } = transposedWindow(parameters, imageOf(inputs));
  const hasOutputPadding = Math.max(...outputPadding) > 0;
  // With an output padding, Keras has another size for `same`.
  if (padding === 'same' && hasOutputPadding) return null;
  const isNamed = padding === 'same' || padding === 'valid';
  const layer = pythonCall('keras.layers.Conv2DTranspose', [filters, pythonPair(kernelSize)], {
    strides: unlessDefault(pythonPair(strides), '1'),
    padding: padding === 'same' ? '"same"' : null,
    output_padding: isNamed && !hasOutputPadding ? null : pythonPair([height.extra, width.extra]),
    use_bias: useBias ? null : 'False',
    kernel_initializer: kerasKernelInitializer(kernelInitializerOf(parameters)),
    bias_initializer: unlessDefault(kerasInitializer(parameters.biasInitializer), '"zeros"'),
  });
  if (isNamed || [height, width].every(({ before, after }) => before + after === 0)) return layer;
  const cropped = `((${height.before}, ${height.after}), (${width.before}, ${width.after}))`;
  return kerasSequence([layer, pythonCall('keras.layers.Cropping2D', [cropped])]);
}

/** PyTorch cuts off the same on both sides: what is uneven is cut off by a padding that is negative. */
function pytorchLine(parameters: Conv2dTransposeParameters, inputs: readonly TensorType[]): string {
  const { filters, kernelSize, strides, useBias } = parameters;
  const image = imageOf(inputs);
  const { height, width } = transposedWindow(parameters, image);
  const isEven = height.before === height.after && width.before === width.after;
  const layer = pythonCall('nn.ConvTranspose2d', [image[2], filters, pythonPair(kernelSize)], {
    stride: unlessDefault(pythonPair(strides), '1'),
    padding: isEven ? unlessDefault(pythonPair([height.before, width.before]), '0') : null,
    output_padding: unlessDefault(pythonPair([height.extra, width.extra]), '0'),
    bias: useBias ? null : 'False',
  });
  if (isEven) return layer;
  const { before: top, after: bottom } = height;
  const { before: left, after: right } = width;
  return pytorchSequence([layer, pytorchPad({ top: -top, bottom: -bottom, left: -left, right: -right })]);
}
