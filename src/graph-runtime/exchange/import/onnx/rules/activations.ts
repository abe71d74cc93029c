import { CannotMap, type GivenParameters } from '../../network/network-builder';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { type Activation, withLast } from '../values';
import { rounded } from './normalization';

/** Operators that are one layer, and their parameters. */
const LAYERS: Readonly<Record<string, readonly [string, ((operation: OnnxOperation) => GivenParameters)?]>> =
  {
    Relu: ['relu'],
    Sigmoid: ['sigmoid'],
    Tanh: ['tanh'],
    Selu: ['selu'],
    Softplus: ['softplus'],
    Softsign: ['softsign'],
    HardSwish: ['hardSwish'],
    Mish: ['mish'],
    Swish: ['silu'],
    Gelu: ['gelu'],
    LeakyRelu: ['leakyRelu', (operation) => ({ negativeSlope: rounded(operation.number('alpha', 0.01)) })],
    Elu: ['elu', (operation) => ({ alpha: rounded(operation.number('alpha', 1)) })],
    Celu: ['celu', (operation) => ({ alpha: rounded(operation.number('alpha', 1)) })],
  };

export const activations: OnnxRule = {
  operators: Object.keys(LAYERS),
  map(operation) {
    const { operator } = operation.node;
    const [type, parameters] = LAYERS[operator] ?? ['relu'];
    if (operator === 'Gelu' && operation.text('approximate', 'none') !== 'none') {
      throw new CannotMap('attributes', 'approximate');
    }
    if (operator === 'Swish' && operation.number('alpha', 1) !== 1)
      throw new CannotMap('attributes', 'alpha');
    if (operator === 'Selu' && !isUsualSelu(operation)) throw new CannotMap('attributes', 'alpha, gamma');
    return operation.elementwise(type, parameters?.(operation));
  },
};

function isUsualSelu(operation: OnnxOperation): boolean {
  const near = (name: string, usual: number) => Math.abs(operation.number(name, usual) - usual) < 1e-4;
  return near('alpha', 1.67326) && near('gamma', 1.0507);
}

/** Over the channels. Before version 13, the axes from `axis` on counted as one. */
export const softmax: OnnxRule = {
  operators: ['Softmax', 'LogSoftmax'],
  map(operation) {
    const type = operation.node.operator === 'Softmax' ? 'softmax' : 'logSoftmax';
    const x = operation.activation(0);
    const rank = x.axes.length;
    const isEarly = operation.opset < 13;
    const given = operation.number('axis', isEarly ? 1 : -1);
    const axis = (given < 0 ? given + rank + 1 : given) - 1;
    if (axis < 0 || axis >= rank) throw new CannotMap('attributes', `axis ${given}`);
    if (isEarly && later(x, axis).some((size) => size !== 1))
      throw new CannotMap('attributes', `axis ${given}`);
    if (x.axes[axis] === rank - 1) return operation.elementwise(type);
    const last = operation.arranged(x, withLast(rank, axis));
    return operation.layer(type, { inputs: [last] }, last.axes);
  },
};

/** Sizes of the axes behind one. */
function later({ node, axes }: Activation, axis: number): readonly number[] {
  return axes.slice(axis + 1).map((one) => node.shape[one] ?? 1);
}

/** `|x| = relu(x) + relu(−x)`. */
export const absolute: OnnxRule = {
  operators: ['Abs'],
  map(operation) {
    const x = operation.activation(0);
    const positive = operation.helper('relu', x);
    const turned = operation.helper('rescaling', x, { scale: -1 });
    const negative = operation.helper('relu', turned);
    const inputs = [positive, negative].map((value) => ({ ...value, axes: x.axes }));
    return { ...operation.layer('add', { inputs }, x.axes), order: x.order };
  },
};

/** Values kept within limits: what ReLU, ReLU6 and hard tanh do, moved and stretched where the limits are others. */
export const clip: OnnxRule = {
  operators: ['Clip'],
  map(operation) {
    const low = limitOf(operation, 'min', 1) ?? Number.NEGATIVE_INFINITY;
    const high = limitOf(operation, 'max', 2) ?? Number.POSITIVE_INFINITY;
    const isUnbounded = high > 3e38;
    if (low < -3e38 && isUnbounded) return operation.passed('identity');
    if (low === 0 && isUnbounded) return operation.elementwise('relu');
    if (low === 0 && high === 6) return operation.elementwise('relu6');
    if (low === -1 && high === 1) return operation.elementwise('hardTanh');
    if (low < -3e38 || isUnbounded || !(low < high)) throw new CannotMap('attributes', `${low} … ${high}`);
    const half = (high - low) / 2;
    const middle = (high + low) / 2;
    const moved = operation.elementwise('rescaling', { scale: 1 / half, offset: -middle / half });
    return rescaled(operation, follow(operation, 'hardTanh', moved), half, middle);
  },
};

function limitOf(operation: OnnxOperation, name: string, at: number): number | undefined {
  if (operation.has(name)) return rounded(operation.number(name, 0));
  const value = operation.inputs[at];
  if (value === undefined || value === null) return undefined;
  return rounded(operation.constant(at).values()[0] ?? 0);
}

/** `max(0, min(1, alpha x + beta))`. The layer has PyTorch's slope of 1/6; others are made of ReLU6. */
export const hardSigmoid: OnnxRule = {
  operators: ['HardSigmoid'],
  map(operation) {
    const [alpha, beta] = [operation.number('alpha', 0.2), operation.number('beta', 0.5)];
    if (Math.abs(alpha - 1 / 6) < 1e-6 && beta === 0.5) return operation.elementwise('hardSigmoid');
    const moved = operation.elementwise('rescaling', {
      scale: rounded(6 * alpha),
      offset: rounded(6 * beta),
    });
    return rescaled(operation, follow(operation, 'relu6', moved), 1 / 6, 0);
  },
};

function follow(operation: OnnxOperation, type: string, value: Activation): Activation {
  return { ...operation.layer(type, { inputs: [value] }, value.axes), order: value.order };
}

function rescaled(operation: OnnxOperation, value: Activation, scale: number, offset: number): Activation {
  const made = operation.layer(
    'rescaling',
    { inputs: [value], parameters: { scale, ...(offset !== 0 && { offset }) } },
    value.axes,
  );
  return { ...made, order: value.order };
}
