import { CannotMap } from '../network/network-builder';
import type { OnnxOperation } from './operation';
import { type Activation, isStates, type OnnxValue, type RecurrentStates, type StatesPart } from './values';

/* What comes before and after a recurrent operator, whose batch is not the first axis. */

/** A sequence `[batch, positions, features]` with its axes in another order. */
export function statesOf(sequence: () => Activation, positions: number, features: number): RecurrentStates {
  const last = (): Activation => {
    throw new CannotMap('axes');
  };
  return { kind: 'states', axes: 'NPF', parts: [{ positions, features, sequence, last }] };
}

/** The value of an operation on such; null where none comes in. @throws CannotMap for what no layer can follow */
export function mapStates(operation: OnnxOperation): OnnxValue | null {
  const [value] = operation.inputs;
  const { operator } = operation.node;
  if (operator === 'Transpose' && value?.kind === 'activation' && value.axes.length === 2) {
    const [first] = operation.numbers('perm') ?? [];
    const [positions = 1, features = 1] = value.axes.map((axis) => value.node.shape[axis] ?? 1);
    if (first === 0) return null;
    return turned(
      operation,
      statesOf(() => operation.arranged(value, [0, 1]), positions, features),
    );
  }
  if (value === undefined || value === null || !isStates(value) || RECURRENT.has(operator)) return null;
  const change = CHANGES[operator];
  if (change === undefined) throw new CannotMap('axes');
  return withBatchFirst(change(operation, value));
}

const RECURRENT: ReadonlySet<string> = new Set(['LSTM', 'GRU']);

const CHANGES: Readonly<
  Record<string, (operation: OnnxOperation, states: RecurrentStates) => RecurrentStates>
> = {
  ...{ Transpose: turned, Squeeze: squeezed, Gather: gathered, Slice: sliced, Reshape: reshaped },
  ...{ Concat: joined, Dropout: dropped },
  Identity: unchanged,
};

function unchanged(operation: OnnxOperation, states: RecurrentStates): RecurrentStates {
  operation.folded('identity');
  return states;
}

/** With the batch in front it is a value as all others are. */
function withBatchFirst(states: RecurrentStates): OnnxValue {
  const { axes, parts } = states;
  const [part, ...more] = parts;
  if (part === undefined || more.length > 0) return states;
  if (axes === 'NPF') return part.sequence();
  return axes === 'NF' ? part.last() : states;
}

function turned(operation: OnnxOperation, states: RecurrentStates): RecurrentStates {
  const order = operation.numbers('perm') ?? [];
  const axes = order.map((from) => states.axes[from] ?? '').join('');
  if (axes.length !== states.axes.length) throw new CannotMap('axes', `perm ${order}`);
  operation.folded('layout');
  return { ...states, axes };
}

function squeezed(operation: OnnxOperation, states: RecurrentStates): RecurrentStates {
  const rank = states.axes.length;
  const given = operation.integers('axes', 1);
  if (given === undefined) throw new CannotMap('attributes', 'axes');
  const gone = given.map((axis) => (axis < 0 ? axis + rank : axis));
  for (const axis of gone) if (!isOne(states, axis)) throw new CannotMap('attributes', `axes ${given}`);
  operation.folded('layout');
  return {
    ...states,
    axes: Array.from(states.axes)
      .filter((_, at) => !gone.includes(at))
      .join(''),
  };
}

/** The axis of the one direction, or of the last position alone. */
function isOne({ axes, parts }: RecurrentStates, axis: number): boolean {
  return axes[axis] === LAST || (axes[axis] === DIRECTIONS && parts.length === 1);
}

const [POSITIONS, LAST, DIRECTIONS] = ['P', 'L', 'D'];

function gathered(operation: OnnxOperation, states: RecurrentStates): RecurrentStates {
  const indices = operation.constant(1);
  const given = operation.number('axis', 0);
  const axis = given < 0 ? given + states.axes.length : given;
  const [index, ...more] = indices.integers();
  if (index === undefined || more.length > 0) throw new CannotMap('attributes', 'indices');
  const chosen = atPlace(states, axis, index);
  operation.folded('layout');
  if (indices.shape.length > 0) return chosen;
  return {
    ...chosen,
    axes: Array.from(chosen.axes)
      .filter((_, at) => at !== axis)
      .join(''),
  };
}

/** One place of an axis, which stays with size 1. */
function atPlace(states: RecurrentStates, axis: number, index: number): RecurrentStates {
  const { axes, parts } = states;
  if (axes[axis] === DIRECTIONS) {
    const part = parts.at(index);
    if (part !== undefined) return { ...states, parts: [part] };
  }
  const isLast = parts.every(({ positions }) => index === -1 || index === positions - 1);
  if (axes[axis] !== POSITIONS || !isLast) throw new CannotMap('attributes', `${index}`);
  return { ...states, axes: axes.replace(POSITIONS, LAST) };
}

function sliced(operation: OnnxOperation, states: RecurrentStates): RecurrentStates {
  const [starts, ends] = [operation.integers('starts', 1), operation.integers('ends', 2)];
  const [start = 0, ...more] = starts ?? [];
  const [given = 0] = operation.integers('axes', 3) ?? [];
  const axis = given < 0 ? given + states.axes.length : given;
  const positions = states.parts[0]?.positions ?? 0;
  const reachesEnd = (ends?.[0] ?? 0) >= positions;
  if (more.length > 0 || !reachesEnd || operation.inputs[4]) throw new CannotMap('attributes', 'starts');
  const chosen = atPlace(states, axis, start);
  operation.folded('layout');
  return chosen;
}

/** Directions and features as one axis, where there is one direction. */
function reshaped(operation: OnnxOperation, states: RecurrentStates): RecurrentStates {
  const wanted = operation.integers('shape', 1) ?? [];
  const [part, ...more] = states.parts;
  const axes = states.axes.replace(DIRECTIONS, '');
  if (part === undefined || more.length > 0) throw new CannotMap('axes');
  const sizes = Array.from(axes, (axis) => sizeOf(axis, part, operation.state.batch));
  const isSame =
    sizes.length === wanted.length &&
    sizes.every((size, at) => wanted[at] === size || wanted[at] === -1 || wanted[at] === 0);
  if (!isSame) throw new CannotMap('shape', `[${wanted.join(', ')}]`);
  operation.folded('layout');
  return { ...states, axes };
}

function sizeOf(axis: string, { positions, features }: StatesPart, batch: number): number {
  if (axis === POSITIONS) return positions;
  if (axis === 'N') return batch;
  return axis === 'F' ? features : 1;
}

/** The states of several layers, one after the other. */
function joined(operation: OnnxOperation, { axes }: RecurrentStates): RecurrentStates {
  const all = operation.inputs.filter((value) => value !== null && isStates(value));
  const at = operation.number('axis', 0);
  const isAlike = all.length === operation.inputs.length && all.every((one) => one.axes === axes);
  if (!isAlike || axes.at(at) !== DIRECTIONS) throw new CannotMap('axes');
  operation.folded('layout');
  return { kind: 'states', axes, parts: all.flatMap(({ parts }) => parts) };
}

/** Between two recurrent layers. */
function dropped(operation: OnnxOperation, states: RecurrentStates): RecurrentStates {
  const [part, ...more] = states.parts;
  if (part === undefined || more.length > 0) throw new CannotMap('axes');
  const rate = operation.number('ratio', 0.5);
  const sequence = operation.layer('dropout', { inputs: [part.sequence()], parameters: { rate } });
  return { ...states, parts: [{ ...part, sequence: () => sequence }] };
}
