import { appendTo } from '../collections/group-by';
import type { DataType, OpNode, Value } from '../ops/op-graph';

/** An amount of memory that depends on the batch: `fixed + perExample × batch` bytes. */
export interface BatchBytes {
  readonly fixed: number;
  readonly perExample: number;
}

/** What is live while one op runs. */
export interface MemoryMoment {
  readonly op: OpNode;
  /** Values with a batch axis: kept from the forward for the backward pass, or on their way. */
  readonly activations: BatchBytes;
  /** Values without one: gradients of weights that are not applied yet. */
  readonly gradients: number;
}

const BYTES: Readonly<Record<DataType, number>> = {
  float32: 4,
  float64: 8,
  int32: 4,
  int64: 8,
  uint64: 8,
  uint8: 1,
  bool: 1,
  float16: 2,
  bfloat16: 2,
  string: 16,
  resource: 0,
};

/** Bytes of a value; the batch axis is the one without a size. */
export function bytesOf({
  dtype,
  shape,
  op,
}: Pick<Value, 'dtype' | 'shape'> & { readonly op?: Pick<OpNode, 'rowsPerExample'> }): BatchBytes {
  let bytes = BYTES[dtype];
  let isPerExample = false;
  for (const size of shape) {
    if (size === null) isPerExample = true;
    else bytes *= size;
  }
  return isPerExample
    ? { fixed: 0, perExample: bytes * (op?.rowsPerExample ?? 1) }
    : { fixed: bytes, perExample: 0 };
}

/** Ops whose first output is their first input under another name: the same memory. */
const ALIASES: ReadonlySet<string> = new Set([
  'Reshape',
  'Identity',
  'ExpandDims',
  'Squeeze',
  'StopGradient',
]);

/**
 * Ops that work value by value: when nothing else needs an input of the output's size, TensorFlow writes the result over it
 * (`forward_input_or_allocate_output`).
 */
const IN_PLACE: ReadonlySet<string> = new Set([
  ...['Relu', 'Relu6', 'LeakyRelu', 'Elu', 'Selu', 'Sigmoid', 'Tanh', 'Softplus', 'Exp', 'Log', 'Erf'],
  ...[
    'ReluGrad',
    'Relu6Grad',
    'LeakyReluGrad',
    'EluGrad',
    'SeluGrad',
    'SigmoidGrad',
    'TanhGrad',
    'SoftplusGrad',
  ],
  ...['BiasAdd', 'AddV2', 'AddN', 'Sub', 'Mul', 'RealDiv', 'Maximum', 'Minimum', 'SquaredDifference', 'Pow'],
  ...['Neg', 'Abs', 'Sign', 'Square', 'Sqrt', 'Rsqrt', 'Softmax', 'LogSoftmax', 'CheckNumerics', 'SelectV2'],
]);

/** A piece of memory that one value or several share. */
interface Block {
  readonly bytes: BatchBytes;
  /** Readers that have not run yet. */
  readers: number;
}

/**
 * Walks through a graph as TensorFlow's executor does and adds up what is live at each op: a value's memory is taken when its op
 * runs and given back when its last reader has run. Memory of variables (weights, the optimizer's slots, data) is not counted.
 */
export function memoryTimeline(results: readonly Value[]): readonly MemoryMoment[] {
  const ops = executionOrder(results);
  const readers = new Map<Value, number>();
  const count = (value: Value) => readers.set(value, (readers.get(value) ?? 0) + 1);
  for (const op of ops) op.inputs.forEach(count);
  results.forEach(count);
  const blocks = new Map<Value, Block>();
  const live = { fixed: 0, perExample: 0 };
  const add = ({ fixed, perExample }: BatchBytes, sign: 1 | -1) => {
    live.fixed += sign * fixed;
    live.perExample += sign * perExample;
  };
  return ops.map((op) => {
    const inputs = op.inputs.flatMap((value) => blocks.get(value) ?? []);
    for (const value of op.outputs) {
      const reading = readers.get(value) ?? 0;
      const shared = value.index === 0 ? sharedBlock(op, value, inputs) : undefined;
      if (shared !== undefined) shared.readers += reading;
      else add(bytesOf(value), 1);
      blocks.set(value, shared ?? { bytes: bytesOf(value), readers: reading });
    }
    const moment: MemoryMoment = {
      op,
      activations: { fixed: 0, perExample: live.perExample },
      gradients: live.fixed,
    };
    for (const block of inputs) {
      block.readers -= 1;
      if (block.readers === 0) add(block.bytes, -1);
    }
    for (const value of op.outputs) {
      const block = blocks.get(value);
      // No op reads it: freed at once.
      if (block !== undefined && (readers.get(value) ?? 0) === 0 && !inputs.includes(block))
        add(block.bytes, -1);
    }
    return moment;
  });
}

/** The memory of an input that an op's output takes over; undefined when it needs its own. */
function sharedBlock(op: OpNode, output: Value, inputs: readonly Block[]): Block | undefined {
  if (op.op === 'ReadVariableOp') return { bytes: { fixed: 0, perExample: 0 }, readers: 0 };
  if (ALIASES.has(op.op)) return inputs[0];
  if (!IN_PLACE.has(op.op)) return undefined;
  const { fixed, perExample } = bytesOf(output);
  return inputs.find(
    (block) =>
      block.bytes.fixed === fixed &&
      block.bytes.perExample === perExample &&
      block.readers === inputs.filter((other) => other === block).length,
  );
}

/**
 * The ops that the results need, in the order in which they become ready, as in the executor's queue. With several threads the
 * real order varies a little from run to run.
 */
export function executionOrder(results: readonly Value[]): readonly OpNode[] {
  const needed = new Set<OpNode>();
  const waiting = results.map(({ op }) => op);
  for (let op = waiting.pop(); op !== undefined; op = waiting.pop()) {
    if (needed.has(op)) continue;
    needed.add(op);
    for (const before of predecessors(op)) waiting.push(before);
  }
  const followers = new Map<OpNode, OpNode[]>();
  const missing = new Map<OpNode, number>();
  const ready: OpNode[] = [];
  for (const op of needed) {
    const before = predecessors(op);
    missing.set(op, before.size);
    if (before.size === 0) ready.push(op);
    for (const other of before) {
      appendTo(followers, other, op);
    }
  }
  // The list grows while it is walked along.
  for (const op of ready) {
    for (const next of followers.get(op) ?? []) {
      const left = (missing.get(next) ?? 0) - 1;
      missing.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return ready;
}

function predecessors({ inputs, controlInputs }: OpNode): ReadonlySet<OpNode> {
  return new Set([...inputs.map(({ op }) => op), ...controlInputs]);
}
