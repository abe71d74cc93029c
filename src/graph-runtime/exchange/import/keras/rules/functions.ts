import { CannotMap } from '../../network/network-builder';
import { withActivation } from '../activation';
import type { KerasRule } from '../layer';
import { binary } from '../operators';

/** Operators, by the end of their names in TensorFlow, and those that Keras 3 has as classes of their own. */
const BINARY: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      add: 'add',
      add_v2: 'add',
      sub: 'subtract',
      subtract: 'subtract',
      mul: 'multiply',
      multiply: 'multiply',
    },
    ...{ truediv: 'divide', divide: 'divide', maximum: 'maximum', minimum: 'minimum' },
    ...{ Divide: 'divide', TrueDivide: 'divide' },
  }),
);

/** Functions of one value: names of activations. */
const UNARY: ReadonlySet<string> = new Set(
  'relu relu6 sigmoid tanh softmax softplus silu swish gelu elu selu'.split(' '),
);

/** What a model does outside of layers: `x + 3`, `tf.nn.relu(x)`. */
export const functions: KerasRule = {
  classes: ['TFOpLambda', 'Divide', 'TrueDivide'],
  map(layer) {
    const { className } = layer.source;
    const name = className === 'TFOpLambda' ? layer.text('function', '') : className;
    const end = name.split('.').at(-1) ?? '';
    const type = BINARY.get(end);
    if (type !== undefined) return binary(layer, type);
    if (UNARY.has(end)) return withActivation(layer, end, layer.input);
    throw new CannotMap('unknown-operation', name);
  },
};
