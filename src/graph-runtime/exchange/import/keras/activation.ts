import type { BuiltNode } from '../network/built-node';
import { CannotMap } from '../network/network-builder';
import type { KerasLayer } from './layer';

const LAYERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ relu: 'relu', relu6: 'relu6', sigmoid: 'sigmoid', tanh: 'tanh', softmax: 'softmax', selu: 'selu' },
    ...{
      softplus: 'softplus',
      softsign: 'softsign',
      swish: 'silu',
      silu: 'silu',
      gelu: 'gelu',
      mish: 'mish',
    },
    ...{
      elu: 'elu',
      log_softmax: 'logSoftmax',
      hard_silu: 'hardSwish',
      hard_swish: 'hardSwish',
      celu: 'celu',
      glu: 'glu',
      hard_tanh: 'hardTanh',
    },
  }),
);

/** An activation by its name in Keras, behind a value. @throws CannotMap for one that there is no layer of */
export function withActivation(layer: KerasLayer, name: string, input: BuiltNode): BuiltNode {
  if (name === 'linear') return input;
  if (name === 'hard_sigmoid') return hardSigmoid(layer, input);
  // The slope that Keras has where it says none.
  if (name === 'leaky_relu') return layer.add('leakyRelu', { negativeSlope: 0.2 }, {}, [input]);
  const type = LAYERS.get(name);
  if (type === undefined) throw new CannotMap('unknown-operation', name);
  return layer.add(type, {}, {}, [input]);
}

/** Keras 3 has PyTorch's slope of 1/6; before, it was 0.2. */
function hardSigmoid(layer: KerasLayer, input: BuiltNode): BuiltNode {
  if (layer.context.isKeras3) return layer.add('hardSigmoid', {}, {}, [input]);
  const moved = layer.add('rescaling', { scale: 1.2, offset: 3 }, {}, [input]);
  return layer.add('rescaling', { scale: 1 / 6 }, {}, [layer.add('relu6', {}, {}, [moved])]);
}

/** The activation that a layer has inside: `activation="relu"`, also written as an object with a class. */
export function activationName(layer: KerasLayer): string {
  const value = layer.source.config.activation;
  if (value === undefined || value === null) return 'linear';
  if (typeof value === 'string') return value;
  const named = typeof value === 'object' && 'class_name' in value ? value.class_name : undefined;
  const config = typeof value === 'object' && 'config' in value ? value.config : undefined;
  return typeof config === 'string' ? config : snakeCase(`${named ?? 'unknown'}`);
}

/** `LeakyReLU`, `HardSigmoid` as their functions are called. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
