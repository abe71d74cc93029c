import { describe, expect, it } from 'vitest';
import { differentiate } from '../../../graph-runtime/compile/differentiate';
import { gradientRules } from '../../../graph-runtime/compile/gradients';
import * as activations from '../../../graph-runtime/ops/activations';
import { batchMatMul } from '../../../graph-runtime/ops/batch-matmul';
import { integers } from '../../../graph-runtime/ops/constant';
import { conv2d, depthwiseConv2d } from '../../../graph-runtime/ops/convolution';
import { depthToSpace, spaceToDepth } from '../../../graph-runtime/ops/depth-to-space';
import * as elementwise from '../../../graph-runtime/ops/elementwise';
import { softmaxCrossEntropy, sparseSoftmaxCrossEntropy } from '../../../graph-runtime/ops/loss';
import { biasAdd, matMul } from '../../../graph-runtime/ops/matmul';
import {
  batchNormInference,
  batchNormTrain,
  localResponseNorm,
} from '../../../graph-runtime/ops/normalization';
import { OpGraph, outputOf, type Value } from '../../../graph-runtime/ops/op-graph';
import { averagePool, maxPool, maxUnpool } from '../../../graph-runtime/ops/pooling';
import * as reductions from '../../../graph-runtime/ops/reductions';
import { resizeBilinear, resizeNearest } from '../../../graph-runtime/ops/resize';
import * as shape from '../../../graph-runtime/ops/shape';
import * as slicing from '../../../graph-runtime/ops/slicing';
import { smallMapConvolution } from '../../../graph-runtime/ops/small-map-convolution';
import { batchToSpace, spaceToBatch } from '../../../graph-runtime/ops/space-to-batch';
import { conv2dTranspose } from '../../../graph-runtime/ops/transposed-convolution';
import { identity, placeholder } from '../../../graph-runtime/ops/variables';
import { winogradConvolution } from '../../../graph-runtime/ops/winograd-convolution';
import { graphForEngine } from './engine-graph';
import { NativeSession } from './native-session';
import { float32, type TensorData } from './tensor-data';

type Build = (graph: OpGraph, ...inputs: Value[]) => Value;

interface Case {
  readonly name: string;
  /** Rules this case is a test of. */
  readonly ops: readonly string[];
  /** Shapes of the inputs; the first axis of the first is the batch axis. */
  readonly shapes: readonly (readonly number[])[];
  readonly build: Build;
  /** How far finite differences may be off, relative to the largest gradient. Default 0.01. */
  readonly tolerance?: number;
  /** Range of the inputs' values. Default -1 to 1. */
  readonly range?: readonly [number, number];
  /** Inputs that are not differentiated (by position). */
  readonly fixed?: readonly number[];
}

const image = [2, 5, 5, 2] as const;
const row = [3, 4] as const;
const unaryCase = (op: string, build: Build, range?: readonly [number, number]): Case => ({
  name: op,
  ops: [op],
  shapes: [row],
  build,
  ...(range && { range }),
});
/** Both sides broadcast: the gradient must be summed back. */
const binaryCases = (op: string, build: Build, range?: readonly [number, number]): Case[] =>
  [
    [row, row],
    [row, [4]],
    [row, [1, 1]],
    [[3, 1], row],
  ].map((shapes) => ({
    name: `${op} of [${shapes.join('] and [')}]`,
    ops: [op],
    shapes,
    build,
    ...(range && { range }),
  }));

const cases: Case[] = [
  ...(['SAME', 'VALID', [1, 0, 2, 1]] as const).flatMap((padding) =>
    ([1, 2] as const).map(
      (stride): Case => ({
        name: `Conv2D padding ${padding} stride ${stride}`,
        ops: ['Conv2D'],
        shapes: [image, [3, 2, 2, 3]],
        build: (graph, x, kernel) => conv2d(graph, x, kernel, { strides: [stride, stride], padding }),
      }),
    ),
  ),
  {
    name: 'Conv2D with two groups',
    ops: ['Conv2D'],
    shapes: [
      [2, 5, 5, 4],
      [3, 3, 2, 6],
    ],
    build: (graph, x, kernel) => conv2d(graph, x, kernel, { strides: [2, 2], padding: [1, 1, 1, 1] }),
  },
  ...(
    [
      { size: [3, 3], kernel: [3, 3], stride: 1, padding: [1, 1, 1, 1] },
      { size: [5, 6], kernel: [3, 2], stride: 2, padding: [1, 1, 0, 0] },
      { size: [3, 2], kernel: [5, 3], stride: 1, padding: [2, 2, 1, 1] },
    ] as const
  ).map(
    ({ size, kernel: taps, stride, padding }): Case => ({
      name: `a small map of ${size} under ${taps}, stride ${stride}`,
      ops: ['IdentityN'],
      shapes: [
        [2, ...size, 2],
        [...taps, 2, 3],
      ],
      build: (graph, x, kernel) =>
        smallMapConvolution(graph, x, kernel, { strides: [stride, stride], padding }),
    }),
  ),
  {
    name: 'Winograd tiles that reach beyond the output',
    ops: ['IdentityN'],
    shapes: [
      [2, 5, 6, 2],
      [3, 3, 2, 3],
    ],
    build: (graph, x, kernel) => winogradConvolution(graph, x, kernel, { padding: [1, 1, 1, 0], tile: 2 }),
  },
  ...([1, 2] as const).map(
    (stride): Case => ({
      name: `Conv2D dilated, stride ${stride}`,
      ops: ['Conv2D', 'SpaceToBatchND', 'BatchToSpaceND', 'StridedSlice'],
      shapes: [
        [2, 7, 6, 2],
        [3, 2, 2, 2],
      ],
      build: (graph, x, kernel) =>
        conv2d(graph, x, kernel, { strides: [stride, stride], padding: [2, 2, 1, 1], dilations: [2, 3] }),
    }),
  ),
  {
    name: 'Conv2DBackpropInput',
    ops: ['Conv2DBackpropInput'],
    shapes: [
      [2, 3, 2, 2],
      [3, 2, 3, 2],
    ],
    build: (graph, x, kernel) =>
      conv2dTranspose(graph, x, kernel, { strides: [2, 3], crop: [1, 0, 0, 1], extra: [1, 0] }),
  },
  {
    name: 'MaxPoolGrad',
    ops: ['MaxPoolGrad'],
    shapes: [
      [2, 2, 3, 2],
      [2, 5, 6, 2],
    ],
    fixed: [1],
    build: (graph, x, before) =>
      maxUnpool(graph, x, before, { window: [2, 2], strides: [2, 2], padding: 'VALID' }),
  },
  {
    name: 'DepthToSpace',
    ops: ['DepthToSpace'],
    shapes: [[2, 2, 3, 8]],
    build: (graph, x) => depthToSpace(graph, x, 2),
  },
  {
    name: 'SpaceToDepth',
    ops: ['SpaceToDepth'],
    shapes: [[2, 4, 6, 2]],
    build: (graph, x) => spaceToDepth(graph, x, 2),
  },
  {
    name: 'DepthwiseConv2dNative',
    ops: ['DepthwiseConv2dNative'],
    shapes: [image, [3, 3, 2, 2]],
    build: (graph, x, kernel) =>
      depthwiseConv2d(graph, x, kernel, { strides: [2, 2], padding: [1, 1, 1, 1] }),
  },
  {
    name: 'DepthwiseConv2dNative dilated',
    ops: ['DepthwiseConv2dNative'],
    shapes: [image, [3, 3, 2, 1]],
    build: (graph, x, kernel) =>
      depthwiseConv2d(graph, x, kernel, { strides: [1, 1], padding: 'SAME', dilations: [2, 2] }),
  },
  {
    name: 'depthwise with unequal strides',
    ops: ['Conv2D', 'Reshape'],
    shapes: [image, [3, 3, 2, 2]],
    build: (graph, x, kernel) => depthwiseConv2d(graph, x, kernel, { strides: [2, 1], padding: 'SAME' }),
  },
  ...(['SAME', 'VALID', [1, 1, 0, 1]] as const).map(
    (padding): Case => ({
      name: `MaxPool padding ${padding}`,
      ops: ['MaxPool'],
      shapes: [image],
      build: (graph, x) => maxPool(graph, x, { window: [3, 2], strides: [2, 2], padding }),
    }),
  ),
  ...(['SAME', 'VALID'] as const).map(
    (padding): Case => ({
      name: `AvgPool padding ${padding}`,
      ops: ['AvgPool'],
      shapes: [image],
      build: (graph, x) => averagePool(graph, x, { window: [2, 3], strides: [2, 1], padding }),
    }),
  ),
  ...([2, 16] as const).map(
    (channels): Case => ({
      name: `AvgPool of windows side by side, ${channels} channels`,
      ops: ['AvgPool'],
      shapes: [[2, 6, 4, channels]],
      build: (graph, x) => averagePool(graph, x, { window: [3, 2], strides: [3, 2], padding: 'VALID' }),
    }),
  ),
  ...[false, true].flatMap((transposeA) =>
    [false, true].map(
      (transposeB): Case => ({
        name: `MatMul transposed ${transposeA} ${transposeB}`,
        ops: ['MatMul'],
        shapes: [transposeA ? [4, 3] : [3, 4], transposeB ? [5, 4] : [4, 5]],
        build: (graph, a, b) => matMul(graph, a, b, { transposeA, transposeB }),
      }),
    ),
  ),
  ...[false, true].flatMap((transposeA) =>
    [false, true].map(
      (transposeB): Case => ({
        name: `BatchMatMulV2 transposed ${transposeA} ${transposeB}`,
        ops: ['BatchMatMulV2'],
        shapes: [transposeA ? [2, 4, 3] : [2, 3, 4], transposeB ? [2, 5, 4] : [2, 4, 5]],
        build: (graph, a, b) => batchMatMul(graph, a, b, { transposeA, transposeB }),
      }),
    ),
  ),
  {
    name: 'BatchMatMulV2 with one matrix for all',
    ops: ['BatchMatMulV2'],
    shapes: [
      [2, 4, 5],
      [1, 3, 4],
    ],
    build: (graph, b, a) => batchMatMul(graph, a, b),
  },
  { name: 'BiasAdd', ops: ['BiasAdd'], shapes: [image, [2]], build: biasAdd },
  unaryCase('Relu', activations.relu),
  unaryCase('Relu6', activations.relu6, [-2, 8]),
  unaryCase('Sigmoid', activations.sigmoid),
  unaryCase('Tanh', activations.tanh),
  unaryCase('Elu', activations.elu),
  unaryCase('Selu', activations.selu),
  unaryCase('Softplus', activations.softplus),
  unaryCase('Erf', activations.erf),
  unaryCase('Softmax', activations.softmax),
  unaryCase('LogSoftmax', activations.logSoftmax),
  unaryCase('LeakyRelu', (graph, x) => activations.leakyRelu(graph, x, 0.3)),
  unaryCase('Neg', elementwise.negative),
  unaryCase('Abs', elementwise.absolute),
  unaryCase('Square', elementwise.square),
  unaryCase('Sqrt', elementwise.squareRoot, [0.5, 2]),
  unaryCase('Rsqrt', elementwise.reciprocalSquareRoot, [0.5, 2]),
  unaryCase('Exp', elementwise.exp),
  unaryCase('Log', elementwise.log, [0.5, 2]),
  unaryCase('Identity', (graph, x) => identity(graph, x)),
  ...binaryCases('AddV2', elementwise.add),
  ...binaryCases('Sub', elementwise.subtract),
  ...binaryCases('Mul', elementwise.multiply),
  ...binaryCases('RealDiv', elementwise.divide, [0.5, 2]),
  ...binaryCases('Maximum', elementwise.maximum),
  ...binaryCases('Minimum', elementwise.minimum),
  ...binaryCases('SquaredDifference', elementwise.squaredDifference),
  {
    name: 'Add',
    ops: ['Add'],
    shapes: [row, [4]],
    build: (graph, a, b) => {
      const sum = elementwise.add(graph, a, b);
      return graph.value('Add', [a, b], sum.op.attributes, 'float32', sum.shape);
    },
  },
  {
    name: 'AddN, one value used twice',
    ops: ['AddN'],
    shapes: [row, row],
    build: (graph, a, b) => elementwise.addAll(graph, [a, b, a]),
  },
  {
    name: 'SelectV2',
    ops: ['SelectV2', 'Greater'],
    shapes: [row, [4], row],
    fixed: [0],
    build: (graph, a, b, c) => elementwise.select(graph, elementwise.greater(graph, a, c), b, c),
  },
  ...[[0], [1], [0, 1]].flatMap((axes): Case[] => [
    { name: `Sum over ${axes}`, ops: ['Sum'], shapes: [row], build: (g, x) => reductions.sum(g, x, axes) },
    { name: `Mean over ${axes}`, ops: ['Mean'], shapes: [row], build: (g, x) => reductions.mean(g, x, axes) },
    { name: `Max over ${axes}`, ops: ['Max'], shapes: [row], build: (g, x) => reductions.max(g, x, axes) },
  ]),
  {
    name: 'Mean over image axes, kept',
    ops: ['Mean', 'BroadcastTo'],
    shapes: [image],
    build: (graph, x) => reductions.mean(graph, x, [1, 2], { keepDims: true }),
  },
  { name: 'L2Loss', ops: ['L2Loss'], shapes: [row], build: reductions.halfSumOfSquares },
  {
    name: 'FusedBatchNormV3 in training',
    ops: ['FusedBatchNormV3'],
    shapes: [[4, 3, 3, 2], [2], [2], [2], [2]],
    range: [0.5, 2],
    fixed: [3, 4],
    tolerance: 0.02,
    build: (graph, x, gamma, beta, movingMean, movingVariance) =>
      batchNormTrain(
        graph,
        x,
        { gamma, beta, movingMean, movingVariance },
        { epsilon: 1e-3, averageFactor: 0.1 },
      ).y,
  },
  {
    name: 'FusedBatchNormV3 with running statistics',
    ops: ['FusedBatchNormV3'],
    shapes: [[4, 3, 3, 2], [2], [2], [2], [2]],
    range: [0.5, 2],
    fixed: [3, 4],
    build: (graph, x, gamma, beta, movingMean, movingVariance) =>
      batchNormInference(graph, x, { gamma, beta, movingMean, movingVariance }, { epsilon: 1e-3 }),
  },
  {
    name: 'LRN',
    ops: ['LRN'],
    shapes: [[2, 2, 2, 6]],
    build: (graph, x) => localResponseNorm(graph, x, { depthRadius: 2, bias: 1, alpha: 0.5, beta: 0.75 }),
  },
  { name: 'Reshape', ops: ['Reshape'], shapes: [image], build: (g, x) => shape.reshape(g, x, [null, 50]) },
  { name: 'ExpandDims', ops: ['ExpandDims'], shapes: [row], build: (g, x) => shape.expandDims(g, x, 1) },
  { name: 'Squeeze', ops: ['Squeeze'], shapes: [[3, 1, 4]], build: (g, x) => shape.squeeze(g, x, [1]) },
  {
    name: 'Transpose',
    ops: ['Transpose'],
    shapes: [image],
    build: (g, x) => shape.transpose(g, x, [0, 3, 1, 2]),
  },
  {
    name: 'ReverseV2',
    ops: ['ReverseV2'],
    shapes: [image],
    build: (g, x) => shape.reverse(g, x, [1, 2]),
  },
  { name: 'Tile', ops: ['Tile'], shapes: [[2, 3, 2]], build: (g, x) => shape.tile(g, x, [1, 2, 3]) },
  {
    name: 'Cast, to half precision and back',
    ops: ['Cast'],
    shapes: [row],
    // Half precision keeps eleven bits: differences of 0.005 are known to about a tenth.
    tolerance: 0.3,
    build: (graph, x) => shape.cast(graph, shape.cast(graph, x, 'float16'), 'float32'),
  },
  {
    name: 'Pad',
    ops: ['Pad'],
    shapes: [row],
    build: (g, x) =>
      slicing.pad(g, x, [
        [0, 0],
        [1, 2],
      ]),
  },
  {
    name: 'PadV2',
    ops: ['PadV2'],
    shapes: [row],
    build: (g, x) =>
      slicing.pad(
        g,
        x,
        [
          [0, 0],
          [1, 2],
        ],
        7,
      ),
  },
  {
    name: 'MirrorPad',
    ops: ['MirrorPad'],
    shapes: [[3, 6]],
    build: (g, x) =>
      slicing.mirrorPad(g, x, [
        [1, 0],
        [2, 3],
      ]),
  },
  {
    name: 'Slice',
    ops: ['Slice'],
    shapes: [[3, 6]],
    build: (g, x) => slicing.slice(g, x, [0, 2], [null, 3]),
  },
  {
    name: 'StridedSlice',
    ops: ['StridedSlice'],
    shapes: [[3, 7]],
    build: (graph, x) => slicing.stridedSlice(graph, x, [0, 1], [null, 6], [1, 2]),
  },
  {
    name: 'ConcatV2',
    ops: ['ConcatV2'],
    shapes: [
      [3, 2],
      [3, 4],
    ],
    build: (graph, a, b) => slicing.concat(graph, [a, b, a], 1),
  },
  {
    name: 'SplitV, one part unused',
    ops: ['SplitV', 'ZerosLike'],
    shapes: [[3, 6]],
    build: (graph, x) => {
      const [a, , c] = slicing.split(graph, x, [2, 2, 2], 1);
      if (a === undefined || c === undefined) throw new Error('three parts were expected');
      return elementwise.multiply(graph, a, c);
    },
  },
  { name: 'Pack', ops: ['Pack'], shapes: [row, row], build: (graph, a, b) => slicing.pack(graph, [a, b, a]) },
  {
    name: 'GatherV2, a row taken twice',
    ops: ['GatherV2'],
    shapes: [[3, 1], row],
    build: (graph, x, table) =>
      elementwise.multiply(graph, slicing.gather(graph, table, integers(graph, [2, 0, 2])), x),
  },
  {
    name: 'SpaceToBatchND',
    ops: ['SpaceToBatchND'],
    shapes: [[2, 3, 4, 2]],
    build: (graph, x) => spaceToBatch(graph, x, [2, 2], [1, 0, 1, 1]),
  },
  {
    name: 'BatchToSpaceND',
    ops: ['BatchToSpaceND'],
    shapes: [[4, 2, 2, 2]],
    build: (graph, x) => batchToSpace(graph, x, [2, 2], [1, 0, 0, 1]),
  },
  {
    name: 'ResizeBilinear',
    ops: ['ResizeBilinear'],
    shapes: [image],
    build: (g, x) => resizeBilinear(g, x, [8, 7]),
  },
  {
    name: 'ResizeNearestNeighbor',
    ops: ['ResizeNearestNeighbor'],
    shapes: [image],
    build: (graph, x) => resizeNearest(graph, x, [10, 10]),
  },
  {
    name: 'SparseSoftmaxCrossEntropyWithLogits',
    ops: ['SparseSoftmaxCrossEntropyWithLogits'],
    shapes: [row],
    build: (graph, x) => sparseSoftmaxCrossEntropy(graph, x, integers(graph, [2, 0, 3])),
  },
  {
    name: 'SoftmaxCrossEntropyWithLogits',
    ops: ['SoftmaxCrossEntropyWithLogits'],
    shapes: [row, row],
    fixed: [1],
    range: [0, 1],
    build: (graph, x, labels) =>
      softmaxCrossEntropy(
        graph,
        x,
        elementwise.divide(graph, labels, reductions.sum(graph, labels, [1], { keepDims: true })),
      ),
  },
];

/** Ops through which no gradient flows; the case named with them shows that they do not stop it elsewhere. */
const WITHOUT_GRADIENT = [
  'Sign',
  'Floor',
  'GreaterEqual',
  'Less',
  'LessEqual',
  'Equal',
  'ArgMax',
  'Prod',
  'Shape',
  'OneHot',
  'DenseBincount',
  'StatelessRandomUniformV2',
  'StopGradient',
  'StatelessRandomNormalV2',
  'StatelessTruncatedNormalV2',
];

/** A fixed sequence in [0, 1) without near repetitions: the fractional parts of multiples of the golden ratio. */
function sequence(count: number, offset: number): number[] {
  return Array.from({ length: count }, (_, index) => ((index + offset) * 0.6180339887498949) % 1);
}

async function prepare({ shapes, build, fixed = [] }: Case) {
  const graph = await graphForEngine();
  const inputs = shapes.map((sizes, index) =>
    graph.scoped(`x${index}`, () =>
      placeholder(graph, 'float32', index === 0 ? [null, ...sizes.slice(1)] : sizes),
    ),
  );
  const y = build(graph, ...inputs);
  const seed = graph.scoped('seed', () => placeholder(graph, 'float32', y.shape));
  const targets = inputs.filter((_, index) => !fixed.includes(index));
  const gradients = differentiate(graph, y, targets, seed);
  const byName = (values: readonly Value[], prefix: string) =>
    Object.fromEntries(values.map((value, index) => [`${prefix}${index}`, value]));
  const forward = { inputs: byName(inputs, 'x'), outputs: { y } };
  // A gradient can be the seed itself, and what is fed cannot be fetched.
  const fetched = gradients.flatMap((gradient) => (gradient === null ? [] : [identity(graph, gradient)]));
  const backward = { inputs: { ...byName(inputs, 'x'), seed }, outputs: byName(fetched, 'd') };
  const session = await NativeSession.create(graph);
  const differentiated = shapes.flatMap((_, index) => (fixed.includes(index) ? [] : [index]));
  return { session, forward, backward, differentiated };
}

describe('gradient rules', () => {
  it.each(cases)('$name equals finite differences', async (test) => {
    const { session, forward, backward, differentiated } = await prepare(test);
    const [low, high] = test.range ?? [-1, 1];
    const feeds: Record<string, TensorData> = {};
    test.shapes.forEach((sizes, index) => {
      const count = sizes.reduce((product, size) => product * size, 1);
      const values = sequence(count, 7 + 100 * index).map((unit) => low + unit * (high - low));
      feeds[`x${index}`] = float32(values, sizes);
    });
    const output = (changed: Record<string, TensorData>) => session.run(forward, changed).y as TensorData;
    const y = output(feeds);
    const seed = float32(
      sequence(y.values.length, 3).map((unit) => 0.5 + unit),
      y.shape,
    );
    const project = (result: TensorData) =>
      Array.from(result.values).reduce((total, value, index) => total + value * (seed.values[index] ?? 0), 0);
    const analytic = session.run(backward, { ...feeds, seed });
    const step = 5e-3;
    differentiated.forEach((input, position) => {
      const x = feeds[`x${input}`] as TensorData;
      const gradient = analytic[`d${position}`] as TensorData;
      expect(gradient.shape).toEqual(x.shape);
      const largest = Math.max(1e-3, ...Array.from(gradient.values, Math.abs));
      for (let index = 0; index < x.values.length; index += 1) {
        const moved = (by: number) => {
          const values = Float32Array.from(x.values);
          values[index] = (values[index] ?? 0) + by;
          return project(output({ ...feeds, [`x${input}`]: float32(values, x.shape) }));
        };
        const difference = (moved(step) - moved(-step)) / (2 * step);
        const error = Math.abs(difference - (gradient.values[index] ?? Number.NaN)) / largest;
        expect(error, `d/dx${input}[${index}]`).toBeLessThan(test.tolerance ?? 0.01);
      }
    });
    session.dispose();
  });

  it('tests every rule of the table', () => {
    const tested = new Set([...cases.flatMap(({ ops }) => ops), ...WITHOUT_GRADIENT]);
    expect(Object.keys(gradientRules).filter((op) => !tested.has(op))).toEqual([]);
    expect([...tested].filter((op) => gradientRules[op] === undefined)).toEqual([]);
  });

  it('gives null where nothing leads from the target to the result', () => {
    const graph = new OpGraph();
    const x = graph.scoped('x', () => placeholder(graph, 'float32', [null, 2]));
    const unused = graph.scoped('unused', () => placeholder(graph, 'float32', [2]));
    const loss = reductions.sum(graph, x, [0, 1]);
    const [dx, none] = differentiate(graph, loss, [x, unused]);
    expect(dx?.shape).toEqual([null, 2]);
    expect(none).toBeNull();
  });

  it('visits only what leads to a target', () => {
    const graph = new OpGraph();
    const data = graph.scoped('data', () => placeholder(graph, 'float32', [null, 5, 5, 1]));
    const kernel = graph.scoped('kernel', () => placeholder(graph, 'float32', [3, 3, 1, 2]));
    const y = conv2d(graph, data, kernel, { strides: [1, 1], padding: 'VALID' });
    differentiate(graph, reductions.mean(graph, y, [0, 1, 2, 3]), [kernel]);
    const built = graph.ops.map(({ op }) => op);
    expect(built).toContain('Conv2DBackpropFilter');
    expect(built).not.toContain('Conv2DBackpropInput');
  });

  it('refuses an op without a rule by its name', () => {
    const graph = new OpGraph();
    const x = placeholder(graph, 'float32', []);
    const y = outputOf(graph.add('Acosh', [x], {}, [{ dtype: 'float32', shape: [] }]));
    expect(() => differentiate(graph, y, [x])).toThrow('no gradient rule for Acosh');
  });
});
