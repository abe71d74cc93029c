import { attr } from './attributes';
import type { DataType, OpGraph, Value } from './op-graph';

/** Constants of up to this many values are shared by all that use them. */
const LARGEST_SHARED = 16;

/** A tensor of known values (row-major). */
export function constant(
  graph: OpGraph,
  values: readonly number[],
  shape: readonly number[],
  dtype: DataType = 'float32',
): Value {
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== values.length && values.length !== 1) {
    throw new Error(`a constant of shape [${shape.join(', ')}] needs ${count} values, got ${values.length}`);
  }
  const build = () =>
    graph.value(
      'Const',
      [],
      { dtype: attr.type(dtype), value: { kind: 'tensor', dtype, shape, value: values } },
      dtype,
      shape,
    );
  // Axes, paddings and target shapes recur hundreds of times in a large network: a third of its ops.
  return values.length > LARGEST_SHARED ? build() : graph.shared(`${dtype} [${shape}] ${values}`, build);
}

/** A single number. */
export function scalar(graph: OpGraph, value: number, dtype: DataType = 'float32'): Value {
  return constant(graph, [value], [], dtype);
}

/** An int32 vector: axes, paddings, target shapes. */
export function integers(graph: OpGraph, values: readonly number[]): Value {
  return constant(graph, values, [values.length], 'int32');
}

/** A small tensor with one value everywhere. */
export function filled(
  graph: OpGraph,
  value: number,
  shape: readonly number[],
  dtype: DataType = 'float32',
): Value {
  return constant(graph, [value], shape, dtype);
}

/** A tensor with one value everywhere that is made when it is needed: a large constant would stay in memory for good. */
export function fill(
  graph: OpGraph,
  value: number,
  shape: readonly number[],
  dtype: DataType = 'float32',
): Value {
  const attributes = { T: attr.type(dtype), index_type: attr.type('int32') };
  return graph.value('Fill', [integers(graph, shape), scalar(graph, value, dtype)], attributes, dtype, shape);
}
