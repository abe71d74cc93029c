import { attr } from './attributes';
import type { DataType, OpGraph, OpNode, Value } from './op-graph';

/** A variable's handle: what reading and updating ops take. Its storage lives in the session, across calls. */
export interface Variable {
  readonly handle: Value;
  readonly dtype: DataType;
  readonly shape: readonly number[];
}

/** A variable, found by its name wherever in the session it is declared. */
export function variable(
  graph: OpGraph,
  name: string,
  shape: readonly number[],
  dtype: DataType = 'float32',
): Variable {
  const attributes = {
    dtype: attr.type(dtype),
    shape: attr.shape(shape),
    shared_name: attr.string(name),
    container: attr.string(''),
  };
  return { handle: graph.value('VarHandleOp', [], attributes, 'resource', []), dtype, shape };
}

/** The variable's current value; no copy is made. */
export function readVariable(graph: OpGraph, from: Variable, controlInputs: readonly OpNode[] = []): Value {
  const attributes = { dtype: attr.type(from.dtype) };
  return graph.value('ReadVariableOp', [from.handle], attributes, from.dtype, from.shape, controlInputs);
}

/** Gives the variable a new value (and its storage, the first time). */
export function assignVariable(
  graph: OpGraph,
  to: Variable,
  value: Value,
  controlInputs: readonly OpNode[] = [],
): OpNode {
  const attributes = { dtype: attr.type(to.dtype), validate_shape: attr.bool(false) };
  return graph.add('AssignVariableOp', [to.handle, value], attributes, [], controlInputs);
}

/** Adds to the variable in place. */
export function accumulate(
  graph: OpGraph,
  to: Variable,
  value: Value,
  controlInputs: readonly OpNode[] = [],
): OpNode {
  return graph.add(
    'AssignAddVariableOp',
    [to.handle, value],
    { dtype: attr.type(to.dtype) },
    [],
    controlInputs,
  );
}

/** Replaces rows of the variable: row `indices[i]` becomes `rows[i]`. */
export function scatterRows(graph: OpGraph, to: Variable, indices: Value, rows: Value): OpNode {
  const attributes = { dtype: attr.type(to.dtype), Tindices: attr.type(indices.dtype) };
  return graph.add('ResourceScatterUpdate', [to.handle, indices, rows], attributes, []);
}

/** Copies the rows at the given indices out of the variable: `[indices..., rest]`. */
export function gatherRows(graph: OpGraph, from: Variable, indices: Value): Value {
  const attributes = {
    dtype: attr.type(from.dtype),
    Tindices: attr.type(indices.dtype),
    validate_indices: attr.bool(true),
    batch_dims: attr.int(0),
  };
  const shape = [...indices.shape, ...from.shape.slice(1)];
  return graph.value('ResourceGather', [from.handle, indices], attributes, from.dtype, shape);
}

/** What a call feeds: a value of this name and type. */
export function placeholder(graph: OpGraph, dtype: DataType, shape: readonly (number | null)[]): Value {
  return graph.value('Placeholder', [], { dtype: attr.type(dtype), shape: attr.shape(shape) }, dtype, shape);
}

/** x itself, once `after` has run: how a call's outputs make its updates happen. */
export function identity(graph: OpGraph, x: Value, after: readonly OpNode[] = []): Value {
  return graph.value('Identity', [x], { T: attr.type(x.dtype) }, x.dtype, x.shape, after);
}

/** A weight, but only when another value is there: it could be cut at the step's very beginning, and all layers' cuts would lie in memory. */
export function notBefore(graph: OpGraph, weight: Value, other: Value): Value {
  return identity(graph, weight, [other.op]);
}
