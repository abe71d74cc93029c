import { z } from 'zod';

const layerSchema = z.object({
  class_name: z.string().max(200),
  name: z.string().max(400).optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  inbound_nodes: z.array(z.unknown()).max(1_000).optional(),
});

/** A layer of a model, with the calls that were made of it: each with the tensors and numbers that enter. */
export interface KerasLayerConfig {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly calls: readonly (readonly KerasOperand[])[];
  /** The same calls as the file has them: with what else they are given. */
  readonly rawCalls: readonly unknown[];
}

/** The output of a call of a layer. */
export interface KerasTensor {
  readonly layer: string;
  readonly call: number;
}

/** What enters a call. Numbers enter operators: `x + 3`. */
export type KerasOperand = KerasTensor | number;

export interface KerasModelConfig {
  readonly name: string;
  readonly isSequential: boolean;
  readonly layers: readonly KerasLayerConfig[];
  readonly inputs: readonly KerasTensor[];
  readonly outputs: readonly KerasTensor[];
}

const MODELS: ReadonlySet<string> = new Set(['Model', 'Functional', 'Sequential']);
/** More than any model has. */
const MOST_LAYERS = 20_000;
const DEEPEST = 12;

export const isModel = (className: string) => MODELS.has(className);

/** A model's layers; null where it is none that is described by its layers (a subclass with its own code). */
export function readModelConfig(topology: unknown): KerasModelConfig | null {
  const parsed = layerSchema.safeParse(topology);
  if (!parsed.success || !isModel(parsed.data.class_name)) return null;
  const { class_name: className, config: given } = parsed.data;
  // Sequential models of early versions are a list of their layers.
  const config = Array.isArray(given) ? { layers: given } : (given ?? {});
  const listed = z.array(z.unknown()).max(MOST_LAYERS).safeParse(config.layers);
  if (!listed.success) return null;
  const layers = listed.data.map(readLayer);
  const known = layers.filter((layer): layer is KerasLayerConfig => layer !== null);
  if (known.length < layers.length) return null;
  return countedFromZero({
    name: typeof config.name === 'string' ? config.name : '',
    isSequential: className === 'Sequential',
    layers: known,
    inputs: tensorsIn(config.input_layers),
    outputs: tensorsIn(config.output_layers),
  });
}

/**
 * Keras 2 counts the calls of a model within a model from 1 where that has an input layer: its call 0 is the one that built it, and no part of
 * the model around it. Of what is counted from 0, call 0 is a part, and something takes its output.
 */
function countedFromZero(model: KerasModelConfig): KerasModelConfig {
  const taken = new Set(
    [...model.layers.flatMap(({ calls }) => calls.flat()), ...model.outputs].flatMap((operand) =>
      typeof operand === 'number' || operand.call > 0 ? [] : [operand.layer],
    ),
  );
  const shifted = new Set(
    model.layers
      .filter(({ className, calls, name }) => isModel(className) && calls.length > 0 && !taken.has(name))
      .map(({ name }) => name),
  );
  if (shifted.size === 0) return model;
  const recountTensor = (tensor: KerasTensor): KerasTensor =>
    shifted.has(tensor.layer) ? { ...tensor, call: tensor.call - 1 } : tensor;
  const recount = (operand: KerasOperand): KerasOperand =>
    typeof operand === 'number' ? operand : recountTensor(operand);
  return {
    ...model,
    layers: model.layers.map((layer) => ({ ...layer, calls: layer.calls.map((one) => one.map(recount)) })),
    outputs: model.outputs.map(recountTensor),
  };
}

function readLayer(value: unknown): KerasLayerConfig | null {
  const parsed = layerSchema.safeParse(value);
  if (!parsed.success) return null;
  const { class_name: registered, name, config = {}, inbound_nodes: calls = [] } = parsed.data;
  // `Custom>Scale`: registered by whom.
  const className = registered.replace(/^.*>/, '');
  const own = typeof config.name === 'string' ? config.name : (name ?? className);
  return {
    className,
    name: name ?? own,
    config,
    calls: calls.map((call) => operandsIn(call)),
    rawCalls: calls,
  };
}

function tensorsIn(value: unknown): readonly KerasTensor[] {
  return operandsIn(value).filter((operand): operand is KerasTensor => typeof operand === 'object');
}

/** Names under which operators get their operands in calls of TensorFlow's functions. */
const OPERANDS: ReadonlySet<string> = new Set([
  'x',
  'y',
  'x1',
  'x2',
  'a',
  'b',
  'inputs',
  'values',
  'features',
]);

/**
 * The tensors that a list names, and the numbers between them: `["conv", 0, 0]` in Keras 2 and TensorFlow.js, where further arguments follow
 * (`["conv", 0, 0, { "y": 3 }]`), `keras_history` in Keras 3, in whatever lists and arguments they stand.
 */
function operandsIn(value: unknown, depth = 0): readonly KerasOperand[] {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value)) {
    if ('keras_history' in value) return operandsIn(value.keras_history, depth + 1);
    return Object.entries(value).flatMap(([name, part]) =>
      typeof part === 'number' && OPERANDS.has(name) ? [part] : operandsIn(part, depth + 1),
    );
  }
  const [layer, call, index, further] = value;
  if (typeof layer === 'string' && typeof call === 'number' && typeof index === 'number')
    return [{ layer, call }, ...operandsIn(further, depth + 1)];
  return value.flatMap((part) => (typeof part === 'number' ? [part] : operandsIn(part, depth + 1)));
}
