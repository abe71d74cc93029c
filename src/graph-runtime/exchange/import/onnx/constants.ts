import { elementCount } from '../../../layers/tensor-type';
import { CannotMap } from '../network/network-builder';
import { filled, reshaped, transposed } from '../network/weight-values';
import type { OnnxOperation } from './operation';
import { smallConstant } from './constant-arithmetic';
import { type ConstantValue, constantOf, dimsOf, integersOf } from './values';

/** More than any weight has; a file of a few bytes can ask for as many as it likes. */
const MOST_FILLED = 2 ** 28;

/**
 * The value of an operation that can be known without the network's input: constants, sizes, and what is computed of them. Null where it
 * depends on the input.
 *
 * @throws CannotMap for operators that nothing is known of
 */
export function constantValueOf(operation: OnnxOperation): ConstantValue | null {
  const { operator, outputs } = operation.node;
  const name = outputs[0] ?? '';
  if (operator === 'Constant') return constantNode(operation, name);
  if (operator === 'Shape') return shapeOf(operation, name);
  if (operation.inputs.some((value) => value !== null && value.kind !== 'constant')) return null;
  if (operation.inputs.length === 0) throw new CannotMap('unknown-operation');
  if (operator === 'ConstantOfShape') return constantOfShape(operation, name);
  return withoutComputing(operation) ?? smallConstant(operation, name);
}

function constantNode(operation: OnnxOperation, name: string): ConstantValue {
  const { attributes } = operation.node;
  const tensor = attributes.get('value');
  if (tensor?.kind === 'tensor') return { ...constantOf(tensor.tensor, name), from: [] };
  for (const key of ['value_int', 'value_ints']) {
    const found = attributes.get(key);
    if (found?.kind === 'int') return integersOf(name, [found.value], []);
    if (found?.kind === 'ints') return integersOf(name, found.values);
  }
  for (const key of ['value_float', 'value_floats']) {
    const found = attributes.get(key);
    if (found?.kind === 'float') return { ...integersOf(name, [found.value], []), isFloat: true };
    if (found?.kind === 'floats') return { ...integersOf(name, found.values), isFloat: true };
  }
  throw new CannotMap('attributes', 'value');
}

function shapeOf(operation: OnnxOperation, name: string): ConstantValue {
  const [value] = operation.inputs;
  if (value === undefined || value === null) throw new CannotMap('attributes', 'input 1');
  const dims =
    value.kind === 'constant' ? value.shape : [operation.state.batch, ...dimsOf(operation.activation(0))];
  const [start, end] = [operation.number('start', 0), operation.number('end', dims.length)];
  return integersOf(name, dims.slice(start, end));
}

function constantOfShape(operation: OnnxOperation, name: string): ConstantValue {
  const shape = operation.constant(0).integers();
  const given = operation.node.attributes.get('value');
  const value = given?.kind === 'tensor' ? given.tensor.values()[0] : 0;
  const isFloat = given?.kind !== 'tensor' || given.tensor.type.includes('float');
  if (shape.some((size) => size < 0) || !(elementCount({ shape }) <= MOST_FILLED)) {
    throw new CannotMap('shape', shape.join(' × '));
  }
  const tensor = filled(name, shape, value ?? 0);
  return {
    ...{ kind: 'constant', ...tensor, isFloat, from: [name] },
    integers: () => Array.from(tensor.values()),
  };
}

/** Rows of a weight in another order, as gates are; null where they are no list of a table's rows. */
function rowsOf(operation: OnnxOperation, table: ConstantValue): ConstantValue | null {
  const [count = 0, ...rest] = table.shape;
  const [, indices] = operation.inputs;
  if (!table.isFloat || indices?.kind !== 'constant' || indices.shape.length !== 1) return null;
  const rows = indices.integers().map((row) => (row < 0 ? row + count : row));
  const each = elementCount({ shape: rest });
  const isSafe = rows.length <= count && rows.every((row) => row >= 0 && row < count);
  if (rest.length === 0 || !isSafe) return null;
  const chosen = () => {
    const values = table.values();
    const found = new Float32Array(rows.length * each);
    for (const [at, row] of rows.entries()) {
      found.set(values.subarray(row * each, (row + 1) * each), at * each);
    }
    return found;
  };
  return {
    ...table,
    shape: [rows.length, ...rest],
    values: chosen,
    integers: () => Array.from(chosen()),
  };
}

/** Where only sizes or the order of axes change, the values of large tensors are not touched. */
function withoutComputing(operation: OnnxOperation): ConstantValue | null {
  const { operator } = operation.node;
  const [first] = operation.inputs;
  if (first?.kind !== 'constant') return null;
  const again = (shape: readonly number[]): ConstantValue => ({ ...first, ...reshaped(first, shape) });
  if (['Identity', 'Dropout'].includes(operator)) return first;
  if (operator === 'Transpose') {
    const order = operation.numbers('perm') ?? first.shape.map((_, at) => first.shape.length - 1 - at);
    const moved = transposed(first, order);
    return { ...first, ...moved, integers: () => Array.from(moved.values()) };
  }
  if (operator === 'Gather' && operation.number('axis', 0) === 0) return rowsOf(operation, first);
  if (operator === 'Unsqueeze') {
    const axes = operation.integers('axes', 1) ?? [];
    const rank = first.shape.length + axes.length;
    const places = axes.map((axis) => (axis < 0 ? axis + rank : axis));
    const rest = [...first.shape];
    return again(Array.from({ length: rank }, (_, at) => (places.includes(at) ? 1 : (rest.shift() ?? 1))));
  }
  if (operator === 'Squeeze') {
    const axes = operation.integers('axes', 1)?.map((axis) => (axis < 0 ? axis + first.shape.length : axis));
    return again(first.shape.filter((size, at) => !(axes === undefined ? size === 1 : axes.includes(at))));
  }
  if (operator === 'Reshape') {
    const wanted = operation.integers('shape', 1) ?? [];
    const sizes = wanted.map((size, at) => (size === 0 ? (first.shape[at] ?? 1) : size));
    const known = sizes.reduce((product, size) => (size === -1 ? product : product * size), 1);
    const all = elementCount(first);
    const target = sizes.map((size) => (size === -1 ? all / known : size));
    if (elementCount({ shape: target }) !== all) throw new CannotMap('shape', target.join(' × '));
    return again(target);
  }
  return null;
}
