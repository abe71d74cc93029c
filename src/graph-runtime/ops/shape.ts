import { attr, attributeOf } from './attributes';
import { integers, scalar } from './constant';
import type { DataType, OpGraph, OpShape, Value } from './op-graph';

/** The sizes of a value's axes as int32; a constant when the batch axis is not among them. */
export function shapeOf(graph: OpGraph, x: Value): Value {
  const known = x.shape.filter((size) => size !== null);
  if (known.length === x.shape.length) return integers(graph, known);
  const attributes = { T: attr.type(x.dtype), out_type: attr.type('int32') };
  return graph.value('Shape', [x], attributes, 'int32', [x.shape.length]);
}

/** The same values under another shape; at most one axis may be null (the batch). */
export function reshape(graph: OpGraph, x: Value, shape: OpShape): Value {
  if (shape.filter((size) => size === null).length > 1) {
    throw new Error(`reshape to [${shape.join(', ')}]: only one axis may be open`);
  }
  const target = integers(
    graph,
    shape.map((size) => size ?? -1),
  );
  return inNarrowType(graph, x, (narrow) => {
    const attributes = { T: attr.type(narrow.dtype), Tshape: attr.type('int32') };
    return graph.value('Reshape', [narrow, target], attributes, narrow.dtype, shape);
  });
}

/** A new axis of size 1. */
export function expandDims(graph: OpGraph, x: Value, axis: number): Value {
  const at = axis < 0 ? x.shape.length + 1 + axis : axis;
  const shape = [...x.shape.slice(0, at), 1, ...x.shape.slice(at)];
  const attributes = { T: attr.type(x.dtype), Tdim: attr.type('int32') };
  return graph.value('ExpandDims', [x, scalar(graph, at, 'int32')], attributes, x.dtype, shape);
}

/** Takes axes of size 1 away. */
export function squeeze(graph: OpGraph, x: Value, axes: readonly number[]): Value {
  const attributes = { T: attr.type(x.dtype), squeeze_dims: attr.ints(axes) };
  const shape = x.shape.filter((_, axis) => !axes.includes(axis));
  return graph.value('Squeeze', [x], attributes, x.dtype, shape);
}

/** Axes in another order: axis i of the result is axis `order[i]` of x. */
export function transpose(graph: OpGraph, x: Value, order: readonly number[]): Value {
  const attributes = { T: attr.type(x.dtype), Tperm: attr.type('int32') };
  const shape = order.map((axis) => x.shape[axis] ?? null);
  return graph.value('Transpose', [x, integers(graph, order)], attributes, x.dtype, shape);
}

/** The given axes from back to front. */
export function reverse(graph: OpGraph, x: Value, axes: readonly number[]): Value {
  const attributes = { T: attr.type(x.dtype), Tidx: attr.type('int32') };
  return graph.value('ReverseV2', [x, integers(graph, axes)], attributes, x.dtype, x.shape);
}

/** x repeated `multiples[i]` times along axis i. */
export function tile(graph: OpGraph, x: Value, multiples: readonly number[]): Value {
  const attributes = { T: attr.type(x.dtype), Tmultiples: attr.type('int32') };
  const shape = x.shape.map((size, axis) => (size === null ? null : size * (multiples[axis] ?? 1)));
  return graph.value('Tile', [x, integers(graph, multiples)], attributes, x.dtype, shape);
}

/** x repeated along its axes of size 1 until it has the shape of `like`. */
export function broadcastLike(graph: OpGraph, x: Value, like: Value): Value {
  if (x.shape.length === like.shape.length && x.shape.every((size, axis) => size === like.shape[axis]))
    return x;
  const attributes = { T: attr.type(x.dtype), Tidx: attr.type('int32') };
  return graph.value('BroadcastTo', [x, shapeOf(graph, like)], attributes, x.dtype, like.shape);
}

/** Zeros of x's shape. */
export function zerosLike(graph: OpGraph, x: Value): Value {
  return graph.value('ZerosLike', [x], { T: attr.type(x.dtype) }, x.dtype, x.shape);
}

/** The same numbers as another type. */
export function cast(graph: OpGraph, x: Value, dtype: DataType): Value {
  if (x.dtype === dtype) return x;
  const narrow = unwidened(x);
  // There and back again is nothing.
  if (narrow.dtype === dtype) return narrow;
  const attributes = {
    SrcT: attr.type(x.dtype),
    DstT: attr.type(dtype),
    Truncate: attr.bool(false),
  };
  return graph.value('Cast', [x], attributes, dtype, x.shape);
}

/** The bits of x's values as values of a larger type: those along the last axis make one, `[..., n]` bytes become `[...]`. */
export function bitcast(graph: OpGraph, x: Value, dtype: DataType): Value {
  const attributes = { T: attr.type(x.dtype), type: attr.type(dtype) };
  return graph.value('Bitcast', [x], attributes, dtype, x.shape.slice(0, -1));
}

/**
 * In mixed precision: `build` of what x was before it was widened to float32, and that widened; else `build` of x. Then what is between two
 * products stays in the narrow type, with half the memory to move and no casts. For ops that give in the narrow type what they give
 * in the wide one (they move numbers, choose among them, or compute inside in float32 and round once).
 */
export function inNarrowType(graph: OpGraph, x: Value, build: (x: Value) => Value): Value {
  return cast(graph, build(unwidened(x)), x.dtype);
}

/** As `inNarrowType`, where all values were widened from one type; a sum of them is rounded once for each. */
export function allInNarrowType(
  graph: OpGraph,
  values: readonly Value[],
  build: (values: readonly Value[]) => Value,
): Value {
  const narrow = values.map(unwidened);
  const [first] = narrow;
  const [wide] = values;
  if (first === undefined || wide === undefined || narrow.some(({ dtype }) => dtype !== first.dtype))
    return build(values);
  return cast(graph, build(narrow), wide.dtype);
}

/** What x was before it was widened; x, where it was not. */
export function unwidened(x: Value): Value {
  const [source] = x.op.inputs;
  const isWidened = x.op.op === 'Cast' && x.dtype === 'float32' && source !== undefined;
  return isWidened && (source.dtype === 'bfloat16' || source.dtype === 'float16') ? source : x;
}

/** The numbers of a constant, as `ops/constant` writes them. */
export function constantNumbers(value: Value): readonly number[] {
  return attributeOf(value.op, 'value', 'tensor').map(Number);
}
