import { CannotMap } from '../../network/network-builder';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { type Activation, activationOf } from '../values';

const OPERATIONS: Readonly<Record<string, string>> = {
  ...{ ReduceMean: 'avg', ReduceMax: 'max', ReduceSum: 'sum', ReduceL2: 'norm' },
};
/** Of a difference, along the channels. */
const DISTANCES: Readonly<Record<string, string>> = {
  ...{ ReduceL2: 'euclidean', ReduceSumSquare: 'squared', ReduceL1: 'manhattan' },
};
const GLOBAL: Readonly<Record<string, string>> = {
  ...{ ReduceMean: 'globalAveragePooling2d', ReduceMax: 'globalMaxPooling2d' },
};

/** Mean, maximum, sum or length over some axes; over both of an image, a global pooling. */
export const reductions: OnnxRule = {
  operators: [...new Set([...Object.keys(OPERATIONS), ...Object.keys(DISTANCES)])],
  map(operation) {
    const { operator } = operation.node;
    const x = operation.inSourceOrder(operation.activation(0));
    const rank = x.axes.length;
    const over = axesOf(operation, rank);
    const here = over.map((axis) => x.axes[axis] ?? 0).sort((a, b) => a - b);
    const keepDimensions = operation.number('keepdims', 1) === 1;
    const type = rank === 3 && here.join() === '0,1' ? GLOBAL[operator] : undefined;
    const axes = keepDimensions ? x.axes : axesLeft(x, over);
    const pair = keepDimensions && here.join() === `${rank - 1}` ? ofPair(operation) : null;
    if (pair !== null) return pair;
    if (OPERATIONS[operator] === undefined) throw new CannotMap('unknown-operation');
    if (type !== undefined) {
      return operation.layer(type, { inputs: [x], parameters: { keepDimensions } }, axes);
    }
    const made = operation.layer('reduce', {
      inputs: [x],
      parameters: {
        operation: OPERATIONS[operator] ?? 'avg',
        axes: nameOf(here, rank),
        keepDimensions,
      },
    });
    return activationOf(made.node, axes.length === 0 ? [0] : axes);
  },
};

/** A sum of products, or a length of a difference, of two values. */
function ofPair(operation: OnnxOperation): Activation | null {
  const { operator } = operation.node;
  if (operator === 'ReduceSum') return operation.merged(0, 'multiply', 'dot', { normalize: false });
  const measure = DISTANCES[operator];
  return measure === undefined ? null : operation.merged(0, 'subtract', 'distance', { measure });
}

/** In ONNX, without the batch. Version 18 has them as an input; of the sum, version 13. */
function axesOf(operation: OnnxOperation, rank: number): readonly number[] {
  const given = operation.integers('axes', 1);
  if (given === undefined) throw new CannotMap('attributes', 'axes');
  const axes = given.map((axis) => (axis < 0 ? axis + rank + 1 : axis) - 1);
  if (axes.some((axis) => axis < 0 || axis >= rank)) throw new CannotMap('attributes', `axes ${given}`);
  return axes;
}

/** Where the axes that are left lie among those that are left here. */
function axesLeft({ axes }: Activation, over: readonly number[]): readonly number[] {
  const left = axes.filter((_, at) => !over.includes(at));
  const sorted = [...left].sort((a, b) => a - b);
  return left.map((axis) => sorted.indexOf(axis));
}

function nameOf(here: readonly number[], rank: number): string {
  const key = here.join();
  if (here.length === rank) return 'all';
  if (key === `${rank - 1}`) return 'channels';
  if (key === Array.from({ length: rank - 1 }, (_, axis) => axis).join()) return 'positions';
  if (rank === 3 && key === '0') return 'height';
  if (rank === 3 && key === '1') return 'width';
  throw new CannotMap('axes', key);
}
