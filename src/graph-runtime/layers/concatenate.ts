import type { LayerRepair } from '../diagnostics/diagnostic';
import { concat } from '../ops/slicing';
import type { LayerDefinition } from './layer';
import type { NoParameters } from './parameter';
import {
  asImage,
  asVector,
  firstShape,
  inferred,
  insertAverage,
  insertFlatten,
  isVectorLike,
  refused,
  SINGLE_OUTPUT,
  VARIADIC_INPUT,
} from './shape-rules';
import { formatShape, isSameShape, type TensorType } from './tensor-type';
import { reachesItself } from './reach';

/** Its inputs one after the other along the channels; height and width must agree. */
export const concatenate: LayerDefinition<NoParameters> = {
  type: 'concatenate',
  version: 1,
  otherNames: {
    types: ['Concat', 'Cat'],
  },
  label: { en: 'Concatenate', 'zh-Hant': '串接' },
  category: 'merge',
  summary: {
    en: 'Stacks the channels of several feature maps of the same height and width. Inception and DenseNet are built on it.',
    'zh-Hant': '把數組高寬相同的特徵圖沿通道疊在一起。Inception 與 DenseNet 都以此為基礎。',
  },
  reference: {
    title: 'Szegedy et al.: Going Deeper with Convolutions (2014), section 4',
    url: 'https://arxiv.org/abs/1409.4842',
  },
  parameters: {},
  inputs: VARIADIC_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer(_parameters, inputs) {
    const first = firstShape(inputs);
    const leading = first.slice(0, -1);
    const index = inputs.findIndex((type) => !isSameShape(type.shape.slice(0, -1), leading));
    const received = inputs[index]?.shape;
    if (received === undefined) return inferred([...leading, sumOfChannels(inputs)]);
    const expected = [...leading, leading.length === 0 ? 'features' : 'channels'].join(' × ');
    return refused({
      code: 'concatenate-size-mismatch',
      port: 'in',
      expected,
      received: formatShape(received),
      values: { expected, received: formatShape(received), index: index + 1 },
      repairs: repairsFor(first, received, index),
    });
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  explain: (_parameters, inputs) => [
    {
      subject: 'output-size',
      formula: `${inputs.map(channelsOf).join(' + ')} = ${sumOfChannels(inputs)}`,
    },
  ],
  // TensorFlow's op takes two values at least.
  lower: ({ graph }, _parameters, inputs) => (inputs.length === 1 ? inputs : [concat(graph, inputs, -1)]),
  code: { keras: () => 'keras.layers.Concatenate()', pytorch: () => null },
};

function channelsOf({ shape }: TensorType): number {
  return shape[shape.length - 1] ?? 0;
}

function sumOfChannels(inputs: readonly TensorType[]): number {
  return inputs.reduce((sum, type) => sum + channelsOf(type), 0);
}

/** Bring the inputs to one height and width, by their layers or by resizing, or make a vector of one, or take it away. */
function repairsFor(first: readonly number[], received: readonly number[], index: number): LayerRepair[] {
  const repairs: LayerRepair[] = [];
  const image = asImage(first);
  const at = { kind: 'insert-before', port: 'in', index } as const;
  if (first.length === 1 && received.length > 1) {
    if (received.length === 3 && !isVectorLike(received))
      repairs.push(insertAverage('insert-average', index));
    repairs.push(...(isVectorLike(received) ? asVector(index) : [insertFlatten(index)]));
  }
  repairs.push({ kind: 'match-shapes', port: 'in', keepsChannels: true });
  if (image !== null && received.length === 3) {
    const parameters = { size: [image[0], image[1]] };
    repairs.push({ ...at, type: 'resize', parameters, code: 'insert-resize' });
  }
  repairs.push({ kind: 'remove-edge', port: 'in', index });
  return repairs;
}
