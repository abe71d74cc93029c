import { attr } from './attributes';
import { constant, integers, scalar } from './constant';
import type { OpGraph, Value } from './op-graph';
import { allInNarrowType, cast, inNarrowType, tile } from './shape';

/** Values put around x: `[before, after]` for each axis. */
export function pad(
  graph: OpGraph,
  x: Value,
  paddings: readonly (readonly [number, number])[],
  value = 0,
): Value {
  return inNarrowType(graph, x, (narrow) => padded(graph, narrow, paddings, value));
}

function padded(
  graph: OpGraph,
  x: Value,
  paddings: readonly (readonly [number, number])[],
  value: number,
): Value {
  const attributes = { T: attr.type(x.dtype), Tpaddings: attr.type('int32') };
  const widths = constant(graph, paddings.flat(), [paddings.length, 2], 'int32');
  const shape = sizesWith(x, paddings);
  return value === 0
    ? graph.value('Pad', [x, widths], attributes, x.dtype, shape)
    : graph.value(
        'PadV2',
        [x, widths, cast(graph, scalar(graph, value), x.dtype)],
        attributes,
        x.dtype,
        shape,
      );
}

/** The values mirrored at the outermost ones, which are not repeated, around x: at each side fewer than x has along that axis. */
export function mirrorPad(graph: OpGraph, x: Value, paddings: readonly (readonly [number, number])[]): Value {
  const attributes = {
    T: attr.type(x.dtype),
    Tpaddings: attr.type('int32'),
    mode: attr.string('REFLECT'),
  };
  const widths = constant(graph, paddings.flat(), [paddings.length, 2], 'int32');
  return graph.value('MirrorPad', [x, widths], attributes, x.dtype, sizesWith(x, paddings));
}

/** The outermost values again, as often as asked for, around x. */
export function repeatEdges(
  graph: OpGraph,
  x: Value,
  paddings: readonly (readonly [number, number])[],
): Value {
  return paddings.reduce((padded, [before, after], axis) => {
    const size = padded.shape[axis] ?? 1;
    const edge = (place: number, count: number) => {
      if (count === 0) return [];
      const begin = padded.shape.map((_, other) => (other === axis ? place : 0));
      const sizes = padded.shape.map((_, other) => (other === axis ? 1 : null));
      const multiples = padded.shape.map((_, other) => (other === axis ? count : 1));
      return [tile(graph, slice(graph, padded, begin, sizes), multiples)];
    };
    return concat(graph, [...edge(0, before), padded, ...edge(size - 1, after)], axis);
  }, x);
}

function sizesWith(x: Value, paddings: readonly (readonly [number, number])[]): (number | null)[] {
  return x.shape.map((size, axis) => {
    const [before, after] = paddings[axis] ?? [0, 0];
    return size === null ? null : size + before + after;
  });
}

/** A part of x: from `begin`, `sizes` long; a null size reaches to the end. */
export function slice(
  graph: OpGraph,
  x: Value,
  begin: readonly number[],
  sizes: readonly (number | null)[],
): Value {
  const attributes = { T: attr.type(x.dtype), Index: attr.type('int32') };
  const shape = sizes.map((size, axis) => {
    const whole = x.shape[axis] ?? null;
    return size ?? (whole === null ? null : whole - (begin[axis] ?? 0));
  });
  const extent = integers(
    graph,
    sizes.map((size) => size ?? -1),
  );
  return graph.value('Slice', [x, integers(graph, begin), extent], attributes, x.dtype, shape);
}

/** Every `strides[i]`-th value from `begin[i]` up to, not including, `end[i]` (null: to the end). Positive strides only. */
export function stridedSlice(
  graph: OpGraph,
  x: Value,
  begin: readonly number[],
  end: readonly (number | null)[],
  strides: readonly number[],
): Value {
  const openEnds = end.reduce<number>((mask, stop, axis) => (stop === null ? mask | (1 << axis) : mask), 0);
  const shape = x.shape.map((size, axis) => {
    const stop = end[axis] ?? size;
    return stop === null ? null : Math.ceil((stop - (begin[axis] ?? 0)) / (strides[axis] ?? 1));
  });
  const attributes = {
    T: attr.type(x.dtype),
    Index: attr.type('int32'),
    begin_mask: attr.int(0),
    end_mask: attr.int(openEnds),
    ellipsis_mask: attr.int(0),
    new_axis_mask: attr.int(0),
    shrink_axis_mask: attr.int(0),
  };
  const stops = integers(
    graph,
    end.map((stop) => stop ?? 0),
  );
  const inputs = [x, integers(graph, begin), stops, integers(graph, strides)];
  return graph.value('StridedSlice', inputs, attributes, x.dtype, shape);
}

/** Values one after the other along an axis. */
export function concat(graph: OpGraph, values: readonly Value[], axis: number): Value {
  return allInNarrowType(graph, values, (given) => joined(graph, given, axis));
}

function joined(graph: OpGraph, values: readonly Value[], axis: number): Value {
  const [first] = values;
  if (first === undefined) throw new Error('concatenation of nothing');
  if (values.length === 1) return first;
  const at = axis < 0 ? first.shape.length + axis : axis;
  const sizes = values.map((value) => value.shape[at] ?? null);
  const total = sizes.reduce<number | null>(
    (all, size) => (all === null || size === null ? null : all + size),
    0,
  );
  const attributes = {
    N: attr.int(values.length),
    T: attr.type(first.dtype),
    Tidx: attr.type('int32'),
  };
  const shape = first.shape.map((size, index) => (index === at ? total : size));
  return graph.value('ConcatV2', [...values, scalar(graph, at, 'int32')], attributes, first.dtype, shape);
}

/** The inverse of `concat`: parts of the given sizes along an axis. */
export function split(graph: OpGraph, x: Value, sizes: readonly number[], axis: number): readonly Value[] {
  const at = axis < 0 ? x.shape.length + axis : axis;
  const attributes = {
    num_split: attr.int(sizes.length),
    T: attr.type(x.dtype),
    Tlen: attr.type('int32'),
  };
  const op = graph.add(
    'SplitV',
    [x, integers(graph, sizes), scalar(graph, at, 'int32')],
    attributes,
    sizes.map((part) => ({
      dtype: x.dtype,
      shape: x.shape.map((size, index) => (index === at ? part : size)),
    })),
  );
  return op.outputs;
}

/** This many parts of equal size along an axis, whose size must divide by their number when the op runs. Not differentiated. */
export function splitEvenly(graph: OpGraph, x: Value, parts: number, axis: number): readonly Value[] {
  if (parts === 1) return [x];
  const shape = x.shape.map((size, index) => (index === axis && size !== null ? size / parts : size));
  const attributes = { num_split: attr.int(parts), T: attr.type(x.dtype) };
  const outputs = Array.from({ length: parts }, () => ({ dtype: x.dtype, shape }));
  return graph.add('Split', [scalar(graph, axis, 'int32'), x], attributes, outputs).outputs;
}

/** Tensors of one shape as the slices of a new first axis. */
export function pack(graph: OpGraph, values: readonly Value[]): Value {
  const [first] = values;
  if (first === undefined) throw new Error('a stack of nothing');
  const attributes = {
    N: attr.int(values.length),
    T: attr.type(first.dtype),
    axis: attr.int(0),
  };
  return graph.value('Pack', values, attributes, first.dtype, [values.length, ...first.shape]);
}

/** Tensors of one shape as the slices of a new last axis. */
export function packLast(graph: OpGraph, values: readonly Value[]): Value {
  const [first] = values;
  if (first === undefined) throw new Error('a stack of nothing');
  const axis = first.shape.length;
  const attributes = { N: attr.int(values.length), T: attr.type(first.dtype), axis: attr.int(axis) };
  return graph.value('Pack', values, attributes, first.dtype, [...first.shape, values.length]);
}

/** Each row of x (its first axis) one place later, the last one first. Not differentiated. */
export function rollRows(graph: OpGraph, x: Value): Value {
  const attributes = { T: attr.type(x.dtype), Tshift: attr.type('int32'), Taxis: attr.type('int32') };
  const inputs = [x, scalar(graph, 1, 'int32'), scalar(graph, 0, 'int32')];
  return graph.value('Roll', inputs, attributes, x.dtype, x.shape);
}

/** Rows of `x` (its first axis) by index; `[indices..., rest of x]`. */
export function gather(graph: OpGraph, x: Value, indices: Value): Value {
  const attributes = {
    Tparams: attr.type(x.dtype),
    Tindices: attr.type(indices.dtype),
    Taxis: attr.type('int32'),
    batch_dims: attr.int(0),
  };
  const inputs = [x, indices, scalar(graph, 0, 'int32')];
  return graph.value('GatherV2', inputs, attributes, x.dtype, [...indices.shape, ...x.shape.slice(1)]);
}

/** `on` at the index, `off` elsewhere: `[indices..., depth]`, float32. */
export function oneHot(graph: OpGraph, indices: Value, depth: number, on = 1, off = 0): Value {
  const attributes = { T: attr.type('float32'), TI: attr.type(indices.dtype), axis: attr.int(-1) };
  const inputs = [indices, scalar(graph, depth, 'int32'), scalar(graph, on), scalar(graph, off)];
  return graph.value('OneHot', inputs, attributes, 'float32', [...indices.shape, depth]);
}
