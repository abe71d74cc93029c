import type { TfjsLayer, TfjsModel } from './model';

/** Of the one file with all weights, beside `model.json`. */
export const WEIGHTS_FILE = 'weights.bin';

/** The content of `model.json`, as `tf.loadLayersModel` reads it. */
export function modelJson(model: TfjsModel): object {
  return {
    format: 'layers-model',
    generatedBy: 'Netloom',
    convertedBy: null,
    modelTopology: topologyOf(model),
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs(model) }],
    userDefinedMetadata: model.metadata,
  };
}

/** A functional model, as Keras 2 describes it. */
export function topologyOf({ name, layers, inputs, outputs }: TfjsModel): object {
  const places = new Map(
    layers.flatMap((layer) => layer.calls.map(({ value }, call) => [value, [layer.name, call, 0]] as const)),
  );
  const placeOf = (value: string) => places.get(value) ?? [value, 0, 0];
  return {
    class_name: 'Functional',
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
    config: {
      name: name.replace(/[^A-Za-z0-9_]+/g, '_') || 'network',
      trainable: true,
      layers: layers.map((layer) => layerJson(layer, placeOf)),
      input_layers: inputs.map((input) => [input, 0, 0]),
      output_layers: outputs.map(({ value }) => placeOf(value)),
    },
  };
}

/** Names, shapes and element types of the weights, in the order of the file. */
export function weightSpecs({ weights }: TfjsModel): readonly object[] {
  return weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
}

/** Layer, number of its call, and of what that gives. */
type Place = readonly (string | number)[];

function layerJson({ className, name, config, calls }: TfjsLayer, placeOf: (value: string) => Place): object {
  const entered = calls.filter(({ inputs }) => inputs.length > 0);
  return {
    class_name: className,
    name,
    config: { name, trainable: true, ...config },
    inbound_nodes: entered.map(({ inputs }) => inputs.map((from) => [...placeOf(from), {}])),
  };
}
