import { scalar } from '../ops/constant';
import { maximum, square, squareRoot } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { max, mean, sum } from '../ops/reductions';
import { reshape } from '../ops/shape';
import { axisIn, noSuchAxis } from './axes';
import type { Language, Text } from '../text/text';
import type { LayerDefinition } from './layer';
import { pythonBoolean, pythonCall } from './python';
import { range } from './range';
import { exampleShape, firstShape, inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { shortForm } from './short-form';

type ReduceParameters = {
  readonly operation: string;
  readonly axes: string;
  readonly keepDimensions: boolean;
};

/** Below this a norm is taken for 0: its slope is none there, as PyTorch has it, instead of 0 / 0. */
const SMALLEST_SQUARE = 1e-30;

/** What the global poolings of a sequence do. */
const OVER_POSITIONS = { operation: 'avg', axes: 'positions', keepDimensions: false } as const;

/** What is made of the values. */
const OPERATIONS = [
  { value: 'avg', label: { en: 'Mean', 'zh-Hant': '平均' } },
  { value: 'max', label: { en: 'Maximum', 'zh-Hant': '最大值' } },
  { value: 'sum', label: { en: 'Sum', 'zh-Hant': '總和' } },
  { value: 'norm', label: { en: 'L2 norm', 'zh-Hant': 'L2 範數' } },
] as const;

/** Over which axes, and what a choice says where that is more. */
const AXES: readonly { readonly value: string; readonly label: Text; readonly choice?: Text }[] = [
  {
    value: 'channels',
    label: { en: 'Channels', 'zh-Hant': '通道' },
    choice: { en: 'Channels (last axis)', 'zh-Hant': '通道（最後一軸）' },
  },
  { value: 'positions', label: { en: 'Positions', 'zh-Hant': '位置' } },
  { value: 'height', label: { en: 'Height', 'zh-Hant': '高' } },
  { value: 'width', label: { en: 'Width', 'zh-Hant': '寬' } },
  { value: 'all', label: { en: 'All', 'zh-Hant': '全部' } },
];

/** Mean, maximum, sum or L2 norm over chosen axes. */
export const reduce: LayerDefinition<ReduceParameters> = {
  type: 'reduce',
  version: 1,
  otherNames: {
    types: [
      ...['ReduceMean', 'ReduceMax', 'ReduceSum', 'ReduceL2', 'Reduction'],
      ...['GlobalAveragePooling1D', 'GlobalAvgPool1d', 'GlobalMaxPooling1D', 'GlobalMaxPool1d'],
    ],
    parameters: { keepdims: 'keepDimensions', keep_dims: 'keepDimensions' },
    implied: {
      reducemean: { operation: 'avg' },
      reducemax: { operation: 'max' },
      reducesum: { operation: 'sum' },
      reducel2: { operation: 'norm' },
      globalaveragepooling1d: OVER_POSITIONS,
      globalavgpool1d: OVER_POSITIONS,
      globalmaxpooling1d: { ...OVER_POSITIONS, operation: 'max' },
      globalmaxpool1d: { ...OVER_POSITIONS, operation: 'max' },
    },
  },
  label: { en: 'Reduce', 'zh-Hant': '縮減' },
  category: 'pooling',
  summary: {
    en: 'Makes one value of all along some axes: their mean, maximum, sum or length (L2 norm). Attention maps take the mean and maximum over the channels.',
    'zh-Hant':
      '沿著指定的軸把所有值合成一個：平均、最大值、總和或長度（L2 範數）。空間注意力會取各通道的平均與最大值。',
  },
  reference: {
    title: 'Woo, Park, Lee, Kweon: CBAM (2018), section 3 (spatial attention)',
    url: 'https://arxiv.org/abs/1807.06521',
  },
  parameters: {
    operation: {
      kind: 'choice',
      label: { en: 'Operation', 'zh-Hant': '運算' },
      help: { en: 'What is made of the values.', 'zh-Hant': '對這些值做什麼運算。' },
      default: 'avg',
      choices: OPERATIONS,
    },
    axes: {
      kind: 'choice',
      label: { en: 'Axes', 'zh-Hant': '軸' },
      help: {
        en: 'Positions are height and width of an image, or the positions of a sequence.',
        'zh-Hant': '位置是影像的高與寬，或序列的各個位置。',
      },
      default: 'channels',
      choices: AXES.map(({ value, label, choice = label }) => ({ value, label: choice })),
    },
    keepDimensions: {
      kind: 'boolean',
      label: { en: 'Keep dimensions', 'zh-Hant': '保留維度' },
      help: {
        en: 'Leaves the axes in place with size 1, so that the result can be multiplied with what it was made of.',
        'zh-Hant': '保留這些軸並使大小為 1，讓結果能與原來的值相乘。',
      },
      default: true,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ operation, axes }, language) =>
    shortForm([labelOf(OPERATIONS, operation, language), labelOf(AXES, axes, language)]),
  infer(parameters, inputs) {
    const shape = firstShape(inputs);
    const axes = axesIn(shape, parameters.axes);
    if (axes.length === 0) return refused(noSuchAxis(shape, 'axes'));
    return inferred(reducedShape(shape, axes, parameters.keepDimensions));
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  lower: ({ graph }, parameters, inputs) =>
    inputs.map((x) => {
      const shape = exampleShape(x);
      const axes = axesIn(shape, parameters.axes);
      const reduced = reduceValues(
        graph,
        parameters.operation,
        x,
        axes.map((axis) => axis + 1),
      );
      return reshape(graph, reduced, [null, ...reducedShape(shape, axes, parameters.keepDimensions)]);
    }),
  code: {
    keras(parameters, inputs) {
      const shape = firstShape(inputs);
      const axes = axesIn(shape, parameters.axes).map((axis) => axis + 1);
      // Here a vector is left of what Keras makes a number of.
      if (axes.length === shape.length && !parameters.keepDimensions) return null;
      const over = (name: string, x: string) =>
        pythonCall(`keras.ops.${name}`, [x], {
          axis: axes.length === 1 ? axes.join('') : `(${axes.join(', ')})`,
          keepdims: parameters.keepDimensions ? pythonBoolean(true) : null,
        });
      const operation = parameters.operation === 'avg' ? 'mean' : parameters.operation;
      const squares = over('sum', pythonCall('keras.ops.square', ['x']));
      const line = operation === 'norm' ? pythonCall('keras.ops.sqrt', [squares]) : over(operation, 'x');
      return `keras.layers.Lambda(lambda x: ${line})`;
    },
    pytorch: () => null,
  },
};

function labelOf(
  choices: readonly { readonly value: string; readonly label: Text }[],
  value: string,
  language: Language,
): string {
  return choices.find((choice) => choice.value === value)?.label[language] ?? '';
}

/** The axes that a choice means in a shape without the batch axis; none: it has no such. */
export function axesIn(shape: readonly number[], axes: string): readonly number[] {
  if (axes === 'all') return range(0, shape.length);
  if (axes === 'positions') return range(0, shape.length - 1);
  const axis = axisIn(shape, axes);
  return axis === null ? [] : [axis];
}

/** What is left, a vector of one value at least. */
function reducedShape(
  shape: readonly number[],
  axes: readonly number[],
  keepDimensions: boolean,
): readonly number[] {
  if (keepDimensions) return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const left = shape.filter((_, axis) => !axes.includes(axis));
  return left.length === 0 ? [1] : left;
}

function reduceValues(graph: OpGraph, operation: string, x: Value, axes: readonly number[]): Value {
  const options = { keepDims: true };
  if (operation === 'max') return max(graph, x, axes, options);
  if (operation === 'sum') return sum(graph, x, axes, options);
  if (operation === 'avg') return mean(graph, x, axes, options);
  const squares = sum(graph, square(graph, x), axes, options);
  return squareRoot(graph, maximum(graph, squares, scalar(graph, SMALLEST_SQUARE)));
}
