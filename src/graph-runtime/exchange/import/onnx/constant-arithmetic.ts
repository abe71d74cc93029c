import { elementCount } from '../../../layers/tensor-type';
import { CannotMap } from '../network/network-builder';
import type { OnnxOperation } from './operation';
import type { ConstantValue } from './values';

/** Sizes, indices and small tables; what is larger is a weight, and not computed here. */
const MOST_VALUES = 2 ** 20;

interface Numbers {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const BINARY: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Max: Math.max,
  Min: Math.min,
  Pow: (a, b) => a ** b,
  Mod: (a, b) => ((a % b) + b) % b,
  Equal: (a, b) => Number(a === b),
  Less: (a, b) => Number(a < b),
  Greater: (a, b) => Number(a > b),
};

const UNARY: Readonly<Record<string, (value: number) => number>> = {
  ...{ Neg: (value) => -value, Sqrt: Math.sqrt, Floor: Math.floor, Ceil: Math.ceil, Abs: Math.abs },
  ...{ Exp: Math.exp, Log: Math.log, Reciprocal: (value) => 1 / value, Not: (value) => Number(value === 0) },
};

/** The value of an operation on few numbers. @throws CannotMap for operators that it does not know */
export function smallConstant(operation: OnnxOperation, name: string): ConstantValue {
  const { operator } = operation.node;
  const inputs = operation.inputs.map((value, at) => (value === null ? null : operation.constant(at)));
  const isFloat = operator !== 'Cast' ? inputs.some((one) => one?.isFloat === true) : isFloatCast(operation);
  const from = inputs.flatMap((one) => one?.from ?? []);
  const numbers = inputs.map((one) => one && numbersOf(one));
  const result = computed(operation, numbers, isFloat);
  if (result === null) throw new CannotMap('unknown-operation');
  const { shape, values } = result;
  return {
    ...{ kind: 'constant', name, shape, isFloat, from },
    values: () => Float32Array.from(values),
    integers: () => values,
  };
}

function isFloatCast(operation: OnnxOperation): boolean {
  return [1, 10, 11, 16].includes(operation.number('to', 1));
}

function numbersOf(constant: ConstantValue): Numbers {
  if (!(elementCount(constant) <= MOST_VALUES)) throw new CannotMap('computed-weights', constant.name);
  const values = constant.isFloat ? Array.from(constant.values()) : constant.integers();
  return { shape: constant.shape, values };
}

function computed(
  operation: OnnxOperation,
  inputs: readonly (Numbers | null)[],
  isFloat: boolean,
): Numbers | null {
  const { operator } = operation.node;
  const [a, b] = inputs;
  if (!a) return null;
  const binary = BINARY[operator] ?? (operator === 'Div' ? divisionOf(isFloat) : undefined);
  if (binary !== undefined) {
    return inputs.slice(1).reduce<Numbers>((sum, next) => (next ? broadcast(sum, next, binary) : sum), a);
  }
  const unary = UNARY[operator];
  if (unary !== undefined) return { ...a, values: a.values.map(unary) };
  if (operator === 'Cast') return { ...a, values: isFloat ? a.values : a.values.map(Math.trunc) };
  if (operator === 'Concat')
    return joinedOf(
      inputs.flatMap((one) => one ?? []),
      operation.number('axis', 0),
    );
  if (operator === 'Gather' && b) return gathered(a, b, operation.number('axis', 0));
  if (operator === 'Slice') return sliced(operation, a, inputs);
  if (operator === 'Expand' && b) {
    const ones = { shape: b.values, values: filledWith(1, b.values) };
    return broadcast(a, ones, (value) => value);
  }
  if (operator === 'Where' && b && inputs[2]) {
    const chosen = broadcast(a, b, (condition, value) => (condition === 0 ? Number.NaN : value));
    return broadcast(chosen, inputs[2], (value, other) => (Number.isNaN(value) ? other : value));
  }
  if (operator === 'Range' && b && inputs[2]) {
    const [start = 0, limit = 0, step = 1] = [a.values[0], b.values[0], inputs[2].values[0]];
    const count = Math.max(0, Math.ceil((limit - start) / step));
    if (!(count <= MOST_VALUES)) return null;
    return { shape: [count], values: Array.from({ length: count }, (_, at) => start + at * step) };
  }
  if (operator === 'Size') return { shape: [], values: [a.values.length] };
  if (operator === 'ReduceProd') {
    return { shape: [1], values: [a.values.reduce((product, value) => product * value, 1)] };
  }
  return null;
}

/** Of whole numbers, towards zero. */
function divisionOf(isFloat: boolean): (a: number, b: number) => number {
  return isFloat ? (a, b) => a / b : (a, b) => Math.trunc(a / b);
}

function filledWith(value: number, shape: readonly number[]): readonly number[] {
  const count = elementCount({ shape });
  if (!(count <= MOST_VALUES) || count < 0) throw new CannotMap('shape', shape.join(' × '));
  return Array.from({ length: count }, () => value);
}

/** Axes are aligned at their ends; those of size 1 are repeated. */
function broadcast(a: Numbers, b: Numbers, join: (a: number, b: number) => number): Numbers {
  const rank = Math.max(a.shape.length, b.shape.length);
  const sizeAt = ({ shape }: Numbers, axis: number) => shape[axis - rank + shape.length] ?? 1;
  const shape = Array.from({ length: rank }, (_, axis) =>
    sizeAt(a, axis) === 1 ? sizeAt(b, axis) : sizeAt(a, axis),
  );
  const places = filledWith(0, shape);
  const place = (one: Numbers, at: number) => {
    let [rest, index, step] = [at, 0, 1];
    for (let axis = rank - 1; axis >= 0; axis -= 1) {
      const size = shape[axis] ?? 1;
      const own = sizeAt(one, axis);
      if (own > 1) index += (rest % size) * step;
      step *= own;
      rest = Math.floor(rest / size);
    }
    return one.values[index] ?? 0;
  };
  return { shape, values: places.map((_, at) => join(place(a, at), place(b, at))) };
}

function joinedOf(parts: readonly Numbers[], given: number): Numbers | null {
  const [first] = parts;
  const rank = first?.shape.length ?? 0;
  const axis = given < 0 ? given + rank : given;
  if (first === undefined || axis < 0 || axis >= rank) return null;
  const sizesBut = ({ shape }: Numbers) => shape.map((size, at) => (at === axis ? 0 : size)).join();
  if (parts.some((part) => part.shape.length !== rank || sizesBut(part) !== sizesBut(first))) return null;
  if (parts.reduce((sum, { values }) => sum + values.length, 0) > MOST_VALUES) return null;
  const rows = elementCount({ shape: first.shape.slice(0, axis) });
  const values = Array.from({ length: rows }, (_, row) =>
    parts.flatMap((part) => {
      const each = part.values.length / rows;
      return part.values.slice(row * each, (row + 1) * each);
    }),
  ).flat();
  const along = parts.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
  return { shape: first.shape.map((size, at) => (at === axis ? along : size)), values };
}

function gathered({ shape, values }: Numbers, indices: Numbers, axis: number): Numbers | null {
  if (axis !== 0) return null;
  const [count = 0, ...rest] = shape;
  const each = elementCount({ shape: rest });
  if (!(indices.values.length * each <= MOST_VALUES)) return null;
  const found = indices.values.flatMap((index) => {
    const at = index < 0 ? index + count : index;
    return values.slice(at * each, (at + 1) * each);
  });
  return { shape: [...indices.shape, ...rest], values: found };
}

/** Along the first axis. */
function sliced(
  operation: OnnxOperation,
  { shape, values }: Numbers,
  inputs: readonly (Numbers | null)[],
): Numbers | null {
  const start = (operation.numbers('starts') ?? inputs[1]?.values)?.[0];
  const end = (operation.numbers('ends') ?? inputs[2]?.values)?.[0];
  const axes = operation.numbers('axes') ?? inputs[3]?.values ?? [0];
  const step = inputs[4]?.values[0] ?? 1;
  const [count = 0, ...rest] = shape;
  if (axes.join() !== '0' && !(rest.length === 0 && axes.join() === '-1')) return null;
  if (start === undefined || end === undefined || step !== 1) return null;
  const each = elementCount({ shape: rest });
  const placeIn = (place: number) => Math.max(0, Math.min(count, place < 0 ? place + count : place));
  const [from, to] = [placeIn(start), placeIn(end)];
  return {
    shape: [Math.max(0, to - from), ...rest],
    values: values.slice(from * each, Math.max(from, to) * each),
  };
}
