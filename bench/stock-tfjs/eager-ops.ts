import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import { attributeOf } from '../../src/graph-runtime/compile/attributes';
import type { OpNode } from '../../src/graph-runtime/compile/op-graph';

type Tf = typeof TensorFlow;
type Tensor = TensorFlow.Tensor;
type Tensor4D = TensorFlow.Tensor4D;

/** How one op of the forward pass is computed with tfjs' own public functions; one entry for each output. */
export type EagerOp = (tf: Tf, op: OpNode, inputs: readonly Tensor[]) => readonly (Tensor | null)[];

/** `[height, width]` of an attribute that has all four axes. */
function pair(op: OpNode, name: string): [number, number] {
  const [, height = 1, width = 1] = attributeOf(op, name, 'ints');
  return [height, width];
}

function padding(op: OpNode): 'same' | 'valid' | [[0, 0], [number, number], [number, number], [0, 0]] {
  const named = attributeOf(op, 'padding', 'string');
  if (named === 'SAME') return 'same';
  if (named === 'VALID') return 'valid';
  const [, , top = 0, bottom = 0, left = 0, right = 0] = attributeOf(op, 'explicit_paddings', 'ints');
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

function input(inputs: readonly Tensor[], index: number): Tensor {
  const tensor = inputs[index];
  if (tensor === undefined) throw new Error(`input ${index} is missing`);
  return tensor;
}

const image = (inputs: readonly Tensor[], index = 0) => input(inputs, index) as Tensor4D;
const numbers = (tensor: Tensor) => Array.from(tensor.dataSync());

const unary =
  (compute: (tf: Tf, x: Tensor) => Tensor): EagerOp =>
  (tf, _op, inputs) => [compute(tf, input(inputs, 0))];
const binary =
  (compute: (tf: Tf, a: Tensor, b: Tensor) => Tensor): EagerOp =>
  (tf, _op, inputs) => [compute(tf, input(inputs, 0), input(inputs, 1))];

/** The ops that the presets' forward passes are made of. */
export const eagerOps: Readonly<Record<string, EagerOp>> = {
  Conv2D: (tf, op, inputs) => [tf.conv2d(image(inputs), image(inputs, 1), pair(op, 'strides'), padding(op))],
  DepthwiseConv2dNative: (tf, op, inputs) => [
    tf.depthwiseConv2d(image(inputs), image(inputs, 1), pair(op, 'strides'), padding(op)),
  ],
  MaxPool: (tf, op, inputs) => [
    tf.maxPool(image(inputs), pair(op, 'ksize'), pair(op, 'strides'), padding(op)),
  ],
  AvgPool: (tf, op, inputs) => [
    tf.avgPool(image(inputs), pair(op, 'ksize'), pair(op, 'strides'), padding(op)),
  ],
  MatMul: (tf, op, inputs) => [
    tf.matMul(
      input(inputs, 0),
      input(inputs, 1),
      attributeOf(op, 'transpose_a', 'bool'),
      attributeOf(op, 'transpose_b', 'bool'),
    ),
  ],
  BiasAdd: binary((tf, x, bias) => tf.add(x, bias)),
  AddV2: binary((tf, a, b) => tf.add(a, b)),
  Sub: binary((tf, a, b) => tf.sub(a, b)),
  Mul: binary((tf, a, b) => tf.mul(a, b)),
  GreaterEqual: binary((tf, a, b) => tf.greaterEqual(a, b)),
  AddN: (tf, _op, inputs) => [tf.addN([...inputs])],
  Relu: unary((tf, x) => tf.relu(x)),
  Relu6: unary((tf, x) => tf.relu6(x)),
  Sigmoid: unary((tf, x) => tf.sigmoid(x)),
  Tanh: unary((tf, x) => tf.tanh(x)),
  LRN: (tf, op, inputs) => [
    tf.localResponseNormalization(
      image(inputs),
      attributeOf(op, 'depth_radius', 'int'),
      attributeOf(op, 'bias', 'float'),
      attributeOf(op, 'alpha', 'float'),
      attributeOf(op, 'beta', 'float'),
    ),
  ],
  // As tf.layers does it in training: moments of the batch, then a normalisation with them.
  FusedBatchNormV3: (tf, op, inputs) => {
    const x = image(inputs);
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    const epsilon = attributeOf(op, 'epsilon', 'float');
    const y = tf.batchNorm(
      x,
      mean as TensorFlow.Tensor1D,
      variance as TensorFlow.Tensor1D,
      input(inputs, 2) as TensorFlow.Tensor1D,
      input(inputs, 1) as TensorFlow.Tensor1D,
      epsilon,
    );
    return [y, mean, variance, null, null, null];
  },
  Pad: (tf, _op, inputs) => {
    const widths = numbers(input(inputs, 1));
    const rank = widths.length / 2;
    const pairs = Array.from({ length: rank }, (_, axis): [number, number] => [
      widths[2 * axis] ?? 0,
      widths[2 * axis + 1] ?? 0,
    ]);
    return [tf.pad(input(inputs, 0), pairs)];
  },
  ConcatV2: (tf, _op, inputs) => [
    tf.concat([...inputs.slice(0, -1)], numbers(input(inputs, inputs.length - 1))[0]),
  ],
  Reshape: (tf, _op, inputs) => [tf.reshape(input(inputs, 0), numbers(input(inputs, 1)))],
  Mean: (tf, op, inputs) => [
    tf.mean(input(inputs, 0), numbers(input(inputs, 1)), attributeOf(op, 'keep_dims', 'bool')),
  ],
  Sum: (tf, op, inputs) => [
    tf.sum(input(inputs, 0), numbers(input(inputs, 1)), attributeOf(op, 'keep_dims', 'bool')),
  ],
  Cast: (tf, op, inputs) => [
    tf.cast(input(inputs, 0), attributeOf(op, 'DstT', 'type') === 'int32' ? 'int32' : 'float32'),
  ],
  Shape: (tf, _op, inputs) => [tf.tensor1d(input(inputs, 0).shape, 'int32')],
  // tfjs draws from the global generator: the numbers differ, the work does not.
  StatelessRandomGetKeyCounter: () => [null, null],
  StatelessRandomUniformV2: (tf, _op, inputs) => [tf.randomUniform(numbers(input(inputs, 0)))],
  SparseSoftmaxCrossEntropyWithLogits: (tf, _op, inputs) => {
    const logits = input(inputs, 0);
    const labels = tf.oneHot(input(inputs, 1) as TensorFlow.Tensor1D, logits.shape[1] ?? 1);
    return [tf.losses.softmaxCrossEntropy(labels, logits, undefined, 0, tf.Reduction.NONE), null];
  },
};
