import { CannotMap } from '../../network/network-builder';
import { combined, filled, reshaped, type SourceTensor, transposed } from '../../network/weight-values';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { type Activation, activationOf, type RecurrentStates, type StatesPart } from '../values';

/** Of each gate here, which one it is in ONNX. */
const GATES: Readonly<Record<string, readonly number[]>> = { LSTM: [0, 2, 3, 1], GRU: [0, 1, 2] };

/**
 * A recurrent layer in one direction, from a state of 0. Out come all states, then the last: the layer is made when it is known which of
 * them are read.
 */
export const recurrent: OnnxRule = {
  operators: Object.keys(GATES),
  map(operation) {
    const x = sequenceOf(operation);
    requireUsual(operation);
    const [positions = 1] = x.node.shape;
    const units = operation.number('hidden_size', 0);
    const part = { positions, features: units, ...layersOf(operation, x, units) };
    const all = operation.number('layout', 0) === 1 ? 'NPDF' : 'PDNF';
    const last = operation.number('layout', 0) === 1 ? 'NDF' : 'DNF';
    return [statesWith(all, part), statesWith(last, part)];
  },
};

const statesWith = (axes: string, part: StatesPart): RecurrentStates => ({
  kind: 'states',
  axes,
  parts: [part],
});

function sequenceOf(operation: OnnxOperation): Activation {
  const [value] = operation.inputs;
  const isBatchFirst = operation.number('layout', 0) === 1;
  if (value?.kind === 'states') {
    const [part, ...more] = value.parts;
    if (value.axes !== 'PNF' || isBatchFirst || part === undefined || more.length > 0) {
      throw new CannotMap('axes');
    }
    return part.sequence();
  }
  // Its first axis would be the positions, which follow the batch here.
  if (!isBatchFirst) throw new CannotMap('axes', 'batch_first = False');
  return operation.arranged(operation.activation(0), [0, 1]);
}

/** What the layers here do not know. */
function requireUsual(operation: OnnxOperation): void {
  const isGru = operation.node.operator === 'GRU';
  const direction = operation.text('direction', 'forward');
  if (direction !== 'forward') throw new CannotMap('attributes', `direction ${direction}`);
  if (isGru && operation.number('linear_before_reset', 0) !== 1) {
    throw new CannotMap('attributes', 'linear_before_reset');
  }
  for (const name of ['activations', 'clip', 'activation_alpha', 'activation_beta']) {
    if (operation.has(name)) throw new CannotMap('attributes', name);
  }
  if (operation.number('input_forget', 0) !== 0) throw new CannotMap('attributes', 'input_forget');
  if (operation.inputs[4] || operation.inputs[7]) throw new CannotMap('attributes', 'sequence_lens');
  for (const at of [5, 6]) {
    if (
      operation
        .optionalConstant(at)
        ?.values()
        .some((value) => value !== 0) === true
    ) {
      throw new CannotMap('attributes', 'initial_h');
    }
  }
}

function layersOf(operation: OnnxOperation, x: Activation, units: number) {
  const weights = weightsOf(operation, x.node.shape[1] ?? 1, units);
  const type = operation.node.operator.toLowerCase();
  const made = (returnSequences: boolean) =>
    operation.layer(type, { inputs: [x], parameters: { units, returnSequences }, weights });
  let [all, end]: [Activation | null, Activation | null] = [null, null];
  const sequence = () => {
    all ??= made(true);
    return all;
  };
  // Where both are read the last is a part of all: one layer has one set of weights.
  const { node, state } = operation;
  const reads = [0, 1].reduce((sum, at) => sum + (state.uses.get(node.outputs[at] ?? '') ?? 0), 0);
  const last = () => {
    end ??= reads > 1 || all !== null ? lastOf(operation, sequence()) : made(false);
    return end;
  };
  return { sequence, last };
}

function lastOf(operation: OnnxOperation, states: Activation): Activation {
  const [positions = 1, units = 1] = states.node.shape;
  const place = { axis: 'height', begin: positions - 1, size: 1 };
  const row = operation.helper('slice', states, place);
  return activationOf(operation.helper('reshape', row, { targetShape: [units] }).node);
}

function weightsOf(
  operation: OnnxOperation,
  features: number,
  units: number,
): Readonly<Record<string, SourceTensor>> {
  const order = GATES[operation.node.operator] ?? [];
  const width = order.length * units;
  const given = operation.optionalConstant(3);
  const bias = given ?? filled('', [1, 2 * width], 0);
  // `[1, gates · units, columns]` there, `[columns, gates · units]` here.
  const kernelOf = (at: number, columns: number) =>
    transposed(gatesInOrder(operation.constant(at), order, units, columns), [1, 0]);
  if (bias.shape.join() !== `1,${2 * width}`) throw new CannotMap('shape', bias.shape.join(' × '));
  const rows = [0, 1].map((row) => gatesInOrder(rowOf(bias, row, width), order, units, 1));
  const [first, second] = rows;
  if (first === undefined || second === undefined) throw new CannotMap('shape', 'B');
  const isOne = operation.node.operator === 'LSTM';
  return {
    kernel: kernelOf(1, features),
    recurrentKernel: kernelOf(2, units),
    bias: isOne
      ? reshaped(
          combined(first, second, (a, b) => a + b),
          [width],
        )
      : { ...first, shape: [2, width], values: () => joined(first.values(), second.values()) },
  };
}

/** One of the two halves of a bias. */
function rowOf(bias: SourceTensor, row: number, width: number): SourceTensor {
  return { ...bias, shape: [width], values: () => bias.values().slice(row * width, (row + 1) * width) };
}

/** `[gates · units, columns]` with the gates in the order that they have here. */
function gatesInOrder(
  tensor: SourceTensor,
  order: readonly number[],
  units: number,
  columns: number,
): SourceTensor {
  const shape = [order.length * units, columns];
  const given = tensor.shape[0] === 1 && tensor.shape.length === 3 ? tensor.shape.slice(1) : tensor.shape;
  const size = units * columns;
  if (given.reduce((product, one) => product * one, 1) !== order.length * size) {
    throw new CannotMap('shape', tensor.shape.join(' × '));
  }
  const values = () => {
    const all = tensor.values();
    const sorted = new Float32Array(all.length);
    for (const [to, from] of order.entries()) {
      sorted.set(all.subarray(from * size, (from + 1) * size), to * size);
    }
    return sorted;
  };
  return { ...tensor, shape, values };
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const all = new Float32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
