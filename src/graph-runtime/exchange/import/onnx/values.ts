import type { BuiltNode } from '../network/built-node';
import { reshaped, type SourceTensor, transposed } from '../network/weight-values';
import type { OnnxTensor } from './source-model';

/** A value of an ONNX graph: known without the input, an output of a node of the network, or one beside a recurrent operator. */
export type OnnxValue = ConstantValue | Activation | RecurrentStates;

export interface ConstantValue extends SourceTensor {
  readonly kind: 'constant';
  integers(): readonly number[];
  /** Whether it counts as a tensor of the file that somebody learned: not one of sizes and indices. */
  readonly isFloat: boolean;
  /** Names of the tensors of the file that it is made of. */
  readonly from: readonly string[];
}

/**
 * What comes out of a node. ONNX and the network may have its axes in another order: images are `[batch, channels, height, width]` there
 * and `[height, width, channels]` here.
 */
export interface Activation {
  readonly kind: 'activation';
  readonly node: BuiltNode;
  /** Of each axis in ONNX but the batch, which axis it is here. */
  readonly axes: readonly number[];
  /** Of a vector whose values ONNX has in another order: the image it was flattened from, here, and its axes. Null: the same order. */
  readonly order: VectorOrder | null;
  /** Whether others read the same node. */
  readonly isShared: boolean;
  /** It has more axes than the network can have, and stands for a placeholder: nothing but another placeholder can follow. */
  readonly isOpaque?: boolean;
}

/**
 * A value beside a recurrent operator, whose batch is not its first axis (`recurrent-states.ts`). No value of a network is so: nothing is added to
 * the network before it is known what follows.
 */
export interface RecurrentStates {
  readonly kind: 'states';
  /** What its axes are: `P` positions, `L` the last position alone, `D` directions or layers, `N` the batch, `F` features. */
  readonly axes: string;
  /** Along its directions or layers. */
  readonly parts: readonly StatesPart[];
}

export interface StatesPart {
  readonly positions: number;
  readonly features: number;
  /** All positions, `[positions, features]`. */
  sequence(): Activation;
  /** The last position, `[features]`. */
  last(): Activation;
}

export function isStates(value: OnnxValue): value is RecurrentStates {
  return value.kind === 'states';
}

export interface VectorOrder {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
}

/** Where an image's axes are here, in the order of ONNX: channels, height, width; all others lie the same. */
export function usualAxes(rank: number): readonly number[] {
  return rank === 3 ? [2, 0, 1] : Array.from({ length: rank }, (_, axis) => axis);
}

export function activationOf(node: BuiltNode, axes = usualAxes(node.shape.length)): Activation {
  return { kind: 'activation', node, axes, order: null, isShared: false };
}

/** Its sizes in ONNX, without the batch. */
export function dimsOf({ node, axes }: Activation): readonly number[] {
  return axes.map((axis) => node.shape[axis] ?? 1);
}

export function isSameAxes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((axis, at) => axis === b[at]);
}

/** Whether the values lie in the same order here and there, whatever their axes are called. */
export function liesAlike({ shape, axes }: VectorOrder): boolean {
  const large = axes.filter((axis) => (shape[axis] ?? 1) > 1);
  return large.every((axis, at) => at === 0 || axis > (large[at - 1] ?? 0));
}

/** Moves the values of a vector from the order that ONNX has into the one here, along one axis of a tensor. */
export function inOrderHere(tensor: SourceTensor, axis: number, order: VectorOrder | null): SourceTensor {
  if (order === null) return tensor;
  const { shape, axes } = order;
  const before = tensor.shape.slice(0, axis);
  const after = tensor.shape.slice(axis + 1);
  const view = [...before, ...axes.map((one) => shape[one] ?? 1), ...after];
  const moved = shape.map((_, one) => before.length + axes.indexOf(one));
  const all = [
    ...before.map((_, at) => at),
    ...moved,
    ...after.map((_, at) => before.length + axes.length + at),
  ];
  return reshaped(transposed(reshaped(tensor, view), all), tensor.shape);
}

/** All axes as they are in ONNX, but one that is the last here. */
export function withLast(rank: number, axis: number): readonly number[] {
  return Array.from({ length: rank }, (_, at) => {
    if (at === axis) return rank - 1;
    return at < axis ? at : at - 1;
  });
}

const FLOATS = ['float32', 'float16', 'bfloat16', 'float64'];

export function constantOf(tensor: OnnxTensor, name = tensor.name): ConstantValue {
  return {
    kind: 'constant',
    ...{ name, shape: tensor.dims, from: [tensor.name] },
    isFloat: FLOATS.includes(tensor.type),
    values: () => tensor.values(),
    integers: () => tensor.integers(),
  };
}

/** A constant that is computed, of whole numbers. */
export function integersOf(name: string, values: readonly number[], shape = [values.length]): ConstantValue {
  return {
    kind: 'constant',
    ...{ name, shape, from: [], isFloat: false },
    values: () => Float32Array.from(values),
    integers: () => values,
  };
}
