import { reshape as reshapeOp } from '../ops/shape';
import { formatCount, product } from './formula';
import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import {
  asImage,
  exampleShape,
  firstShape,
  inferred,
  refused,
  SINGLE_INPUT,
  SINGLE_OUTPUT,
} from './shape-rules';
import { elementCount, formatShape, type TensorType } from './tensor-type';
import { keepsValues } from './value-effect';

type ReshapeParameters = {
  readonly targetShape: readonly number[];
};

/** The same values in the same (channels-last, row-major) order under another shape; a size of -1 is as much as the others leave. */
export const reshape: LayerDefinition<ReshapeParameters> = {
  type: 'reshape',
  version: 1,
  otherNames: {
    types: ['View', 'Unflatten'],
    parameters: { shape: 'targetShape', target_shape: 'targetShape' },
  },
  label: { en: 'Reshape', 'zh-Hant': '重塑形狀' },
  category: 'shape',
  summary: {
    en: 'Changes the shape without changing the number or order of the values.',
    'zh-Hant': '在不改變數值數量與順序的情況下換成另一種形狀。',
  },
  reference: { title: 'Keras: Reshape layer', url: 'https://keras.io/api/layers/reshaping_layers/reshape/' },
  parameters: {
    targetShape: {
      kind: 'shape',
      label: { en: 'Target shape', 'zh-Hant': '目標形狀' },
      help: {
        en: 'Sizes of the new axes, channels last; they must multiply to the number of values. −1 stands for as much as the others leave.',
        'zh-Hant': '新的各軸大小，通道在最後；相乘必須等於數值的總數。−1 代表由其他各軸推算。',
      },
      default: [1, 1, 1],
      minimumRank: 1,
      maximumRank: 3,
      maximum: SIZE_LIMITS.features,
      allowsOpen: true,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ targetShape }) => formatShape(targetShape),
  infer(parameters, inputs) {
    const shape = firstShape(inputs);
    const targetShape = reshapedShape(parameters, inputs);
    const available = elementCount({ shape });
    const wanted = elementCount({ shape: targetShape });
    if (available === wanted) return inferred(targetShape);
    return refused({
      code: 'reshape-count-mismatch',
      port: 'in',
      parameter: 'targetShape',
      expected: formatCount(available),
      received: formatCount(wanted),
      values: {
        input: formatShape(shape),
        target: formatShape(targetShape),
        available: formatCount(available),
        wanted: formatCount(wanted),
      },
      repairs: [
        { kind: 'set-parameter', parameter: 'targetShape', value: fittingShape(targetShape, available) },
      ],
    });
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  effect: keepsValues,
  explain: (parameters, inputs) => [
    {
      subject: 'output-size',
      formula: `${product(firstShape(inputs))} = ${product(reshapedShape(parameters, inputs))}`,
    },
  ],
  lower: ({ graph }, parameters, inputs) =>
    inputs.map((x) =>
      reshapeOp(graph, x, [null, ...reshapedShape(parameters, [{ shape: exampleShape(x) }])]),
    ),
  code: {
    keras: ({ targetShape }) =>
      `keras.layers.Reshape((${targetShape.join(', ')}${targetShape.length === 1 ? ',' : ''}))`,
    pytorch(parameters, inputs) {
      const targetShape = reshapedShape(parameters, inputs);
      // PyTorch keeps channels first, so that only reshaping between vectors and single pixels means the same there.
      const isVector = (shape: readonly number[]) => shape.length === 1 || isPixel(shape);
      if (!isVector(targetShape) || !isVector(firstShape(inputs))) return null;
      const channels = elementCount({ shape: targetShape });
      return targetShape.length === 1 ? 'nn.Flatten()' : `nn.Unflatten(1, (${channels}, 1, 1))`;
    },
  },
};

/** The target with its open size put in; where the others do not divide the values, 1: then the count is wrong, and says so. */
export function reshapedShape(
  { targetShape }: ReshapeParameters,
  inputs: readonly TensorType[],
): readonly number[] {
  const known = elementCount({ shape: targetShape.filter((size) => size > 0) });
  const count = elementCount({ shape: firstShape(inputs) });
  const open = count % known === 0 ? count / known : 1;
  return targetShape.map((size) => (size > 0 ? size : open));
}

function isPixel(shape: readonly number[]): boolean {
  const image = asImage(shape);
  return image !== null && image[0] === 1 && image[1] === 1;
}

/** A shape near `target` for this many values: its last axis takes what the others leave, or else all of it. */
function fittingShape(target: readonly number[], count: number): number[] {
  const leading = target.slice(0, -1);
  const size = elementCount({ shape: leading });
  return count % size === 0 ? [...leading, count / size] : [...leading.map(() => 1), count];
}
