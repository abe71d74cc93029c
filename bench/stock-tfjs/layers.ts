import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import type { ResolvedParameters } from '../../src/graph-runtime/layers/parameter';
import { paddingSides } from '../../src/graph-runtime/layers/window';

type Tf = typeof TensorFlow;
type SymbolicTensor = TensorFlow.SymbolicTensor;
type Padding = Parameters<typeof paddingSides>[0] | 'same';

/** How a node becomes tf.layers: from its inputs to its output. */
export type StockLayer = (
  tf: Tf,
  parameters: ResolvedParameters,
  inputs: readonly SymbolicTensor[],
) => SymbolicTensor;

/** The layers that the eight presets are made of, by the document's types. */
export const stockLayers: Readonly<Record<string, StockLayer>> = {
  conv2d: (tf, parameters, inputs) => {
    const { filters, useBias } = parameters;
    return windowed(tf, parameters, inputs, (window) =>
      tf.layers.conv2d({
        ...window,
        filters: Number(filters),
        kernelSize: pair(parameters.kernelSize),
        useBias: Boolean(useBias),
      }),
    );
  },
  depthwiseConv2d: (tf, parameters, inputs) =>
    windowed(tf, parameters, inputs, (window) =>
      tf.layers.depthwiseConv2d({
        ...window,
        kernelSize: pair(parameters.kernelSize),
        depthMultiplier: Number(parameters.depthMultiplier),
        useBias: Boolean(parameters.useBias),
      }),
    ),
  maxPooling2d: (tf, parameters, inputs) =>
    windowed(tf, parameters, inputs, (window) =>
      tf.layers.maxPooling2d({ ...window, poolSize: pair(parameters.poolSize) }),
    ),
  averagePooling2d: (tf, parameters, inputs) =>
    windowed(tf, parameters, inputs, (window) =>
      tf.layers.averagePooling2d({ ...window, poolSize: pair(parameters.poolSize) }),
    ),
  dense: (tf, { units, useBias }, inputs) =>
    apply(tf.layers.dense({ units: Number(units), useBias: Boolean(useBias) }), inputs),
  globalAveragePooling2d: (tf, _parameters, inputs) => apply(tf.layers.globalAveragePooling2d({}), inputs),
  // After global pooling there is nothing left to flatten.
  flatten: (tf, _parameters, inputs) =>
    inputs[0]?.shape.length === 2 ? inputs[0] : apply(tf.layers.flatten(), inputs),
  dropout: (tf, { rate }, inputs) => apply(tf.layers.dropout({ rate: Number(rate) }), inputs),
  batchNormalization: (tf, { momentum, epsilon }, inputs) =>
    apply(tf.layers.batchNormalization({ momentum: Number(momentum), epsilon: Number(epsilon) }), inputs),
  sigmoid: (tf, _parameters, inputs) => apply(tf.layers.activation({ activation: 'sigmoid' }), inputs),
  relu: (tf, _parameters, inputs) => apply(tf.layers.activation({ activation: 'relu' }), inputs),
  add: (tf, _parameters, inputs) => tf.layers.add().apply([...inputs]) as SymbolicTensor,
  concatenate: (tf, _parameters, inputs) => tf.layers.concatenate().apply([...inputs]) as SymbolicTensor,
};

interface WindowArguments {
  readonly strides: [number, number];
  readonly padding: 'same' | 'valid';
}

/** tf.layers knows only `same` and `valid`: other padding is its own layer (after ReLU, zeros never win a maximum). */
function windowed(
  tf: Tf,
  parameters: ResolvedParameters,
  inputs: readonly SymbolicTensor[],
  create: (window: WindowArguments) => TensorFlow.layers.Layer,
): SymbolicTensor {
  const strides = pair(parameters.strides);
  const padding = parameters.padding as Padding;
  if (padding === 'same') return apply(create({ strides, padding }), inputs);
  const { top, bottom, left, right } = paddingSides(padding);
  const layer = create({ strides, padding: 'valid' });
  if (top + bottom + left + right === 0) return apply(layer, inputs);
  const padded = tf.layers.zeroPadding2d({
    padding: [
      [top, bottom],
      [left, right],
    ],
  });
  return apply(layer, [apply(padded, inputs)]);
}

function apply(layer: TensorFlow.layers.Layer, inputs: readonly SymbolicTensor[]): SymbolicTensor {
  const [input] = inputs;
  if (input === undefined) throw new Error('a layer without an input');
  return layer.apply(input) as SymbolicTensor;
}

function pair(parameter: unknown): [number, number] {
  const [height = 1, width = 1] = parameter as readonly number[];
  return [height, width];
}
