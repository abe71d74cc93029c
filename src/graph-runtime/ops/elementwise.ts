import { attr } from './attributes';
import { scalar } from './constant';
import type { DataType, OpGraph, OpShape, Value } from './op-graph';

type Unary = (graph: OpGraph, x: Value) => Value;
/** An op of two values with broadcasting. */
export type Binary = (graph: OpGraph, a: Value, b: Value) => Value;

function unary(name: string): Unary {
  return (graph, x) => graph.value(name, [x], { T: attr.type(x.dtype) }, x.dtype, x.shape);
}

function binary(name: string, result?: DataType): Binary {
  return (graph, a, b) => {
    if (a.dtype !== b.dtype)
      throw new Error(`${name} of ${a.dtype} (${a.op.name}) and ${b.dtype} (${b.op.name})`);
    const shape = broadcastShapes(a.shape, b.shape);
    return graph.value(name, [a, b], { T: attr.type(a.dtype) }, result ?? a.dtype, shape);
  };
}

/**
 * The shape of an elementwise op's result: axes are matched from the last one, and an axis of size 1 (or a missing one) is
 * repeated. A batch axis is taken to be as long as what it meets.
 */
export function broadcastShapes(a: OpShape, b: OpShape): OpShape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const sizeA = sizeFromEnd(a, rank - axis);
    const sizeB = sizeFromEnd(b, rank - axis);
    if (sizeA === 1) return sizeB;
    if (sizeB === 1 || sizeB === null || sizeA === sizeB) return sizeA;
    if (sizeA === null) return sizeB;
    throw new Error(`shapes [${a.join(', ')}] and [${b.join(', ')}] do not go together`);
  });
}

function sizeFromEnd(shape: OpShape, fromEnd: number): number | null {
  const size = shape[shape.length - fromEnd];
  return size === undefined ? 1 : size;
}

/** Elementwise sum with broadcasting; also of integers. */
export const add = binary('AddV2');
export const subtract = binary('Sub');
export const multiply = binary('Mul');
export const divide = binary('RealDiv');
/** Whole quotients, rounded down. */
export const floorDivide = binary('FloorDiv');
export const maximum = binary('Maximum');
export const minimum = binary('Minimum');
/** (a - b)^2 */
export const squaredDifference = binary('SquaredDifference');

/** Comparisons output bool. */
export const greater = binary('Greater', 'bool');
export const greaterEqual = binary('GreaterEqual', 'bool');
export const less = binary('Less', 'bool');
export const lessEqual = binary('LessEqual', 'bool');
export function equal(graph: OpGraph, a: Value, b: Value): Value {
  const attributes = { T: attr.type(a.dtype), incompatible_shape_error: attr.bool(true) };
  return graph.value('Equal', [a, b], attributes, 'bool', broadcastShapes(a.shape, b.shape));
}

/** Both true. */
export function logicalAnd(graph: OpGraph, a: Value, b: Value): Value {
  return graph.value('LogicalAnd', [a, b], {}, 'bool', broadcastShapes(a.shape, b.shape));
}

export const negative = unary('Neg');
export const absolute = unary('Abs');
export const sine = unary('Sin');
export const cosine = unary('Cos');
/** -1, 0 or 1 */
export const sign = unary('Sign');
export const floor = unary('Floor');
export const square = unary('Square');
export const squareRoot = unary('Sqrt');
/** 1 / sqrt(x) */
export const reciprocalSquareRoot = unary('Rsqrt');
export const exp = unary('Exp');
/** Natural logarithm. */
export const log = unary('Log');

/** The sum of many tensors of one shape, in one op. */
export function addAll(graph: OpGraph, values: readonly Value[]): Value {
  const [first] = values;
  if (first === undefined) throw new Error('a sum of nothing');
  if (values.length === 1) return first;
  const attributes = { N: attr.int(values.length), T: attr.type(first.dtype) };
  return graph.value('AddN', values, attributes, first.dtype, first.shape);
}

/** Elementwise `condition ? a : b`, with broadcasting. */
export function select(graph: OpGraph, condition: Value, a: Value, b: Value): Value {
  const shape = broadcastShapes(condition.shape, broadcastShapes(a.shape, b.shape));
  return graph.value('SelectV2', [condition, a, b], { T: attr.type(a.dtype) }, a.dtype, shape);
}

/** x between two bounds. */
export function clip(graph: OpGraph, x: Value, lowest: number, highest: number): Value {
  const atMost = minimum(graph, x, scalar(graph, highest, x.dtype));
  return maximum(graph, atMost, scalar(graph, lowest, x.dtype));
}
