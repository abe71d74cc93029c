import { groupIntoBlocks } from '../blocks/group-into-blocks';
import { arrangeInputs, exampleInput, placeOfNumbers } from '../network/compared-inputs';
import { withNormalization } from '../network/document-of-model';
import { ImportCounts } from '../network/import-counts';
import type { ImportResult } from '../network/import-result';
import { InputChanges } from '../network/input-changes';
import type { BuiltNode } from '../network/built-node';
import { CannotMap, NetworkBuilder } from '../network/network-builder';
import { lossOfActivation } from '../network/output-losses';
import type { SourceTensor } from '../network/weight-values';
import { ClassNames } from './class-names';
import { KerasLayer } from './layer';
import { kerasRuleOf } from './rules/registry';
import type { KerasSourceModel } from './source-model';
import {
  isModel,
  type KerasLayerConfig,
  type KerasModelConfig,
  type KerasOperand,
  readModelConfig,
} from './topology';

/** Models inside of models; deeper ones nobody builds. */
const DEEPEST = 8;

/** A model of Keras or TensorFlow.js as a network of layers; what has no layer becomes a placeholder. Nothing of a Lambda is run. */
export function importKeras(model: KerasSourceModel, name: string): ImportResult {
  const config = readModelConfig(model.topology);
  if (config === null) return { ok: false, reason: 'no-layers', detail: '' };
  const reading = new ModelReading(model, config);
  const ends = reading.outputs(config);
  if (ends === null) return { ok: false, reason: 'cycle', detail: '' };
  if (!reading.hasInput) return { ok: false, reason: 'no-input', detail: '' };
  const { builder, counts } = reading;
  ends.forEach((node, at) => {
    const name = at === 0 ? 'output' : (config.outputs[at]?.layer ?? 'output');
    addOutput(builder, counts, node, name);
  });
  arrangeInputs(builder.nodes);
  const weights = builder.weights();
  const input = exampleInput(builder.nodes);
  const normalization = reading.inputChanges.normalizationOf(input);
  reading.pruneUnread();
  const used = new Set(reading.used.map((tensor) => tensor.name));
  return {
    ok: true,
    network: groupIntoBlocks({
      document: withNormalization(builder.document(config.name || name), normalization),
      weights,
      report: {
        ...{ format: model.format, producer: '', version: model.version },
        nodes: reading.count,
        mapped: counts.mappedOperations,
        folded: counts.foldedOperations,
        added: counts.addedLayers,
        placeholders: builder.placeholders,
        weights: weights.map(({ name: weight, shape, tensor }) => ({
          name: weight,
          from: tensor.name,
          shape,
        })),
        leftOver: model.weights.all
          .filter((tensor) => !used.has(tensor.name))
          .map(({ name: tensor, shape }) => ({ name: tensor, shape })),
        ...{ blocks: [], assumed: reading.assumed },
        normalization: normalization === undefined ? 'unknown' : 'from-file',
      },
    }),
  };
}

/** Scores end the network; the softmax or sigmoid behind them is the output's own. */
function addOutput(builder: NetworkBuilder, counts: ImportCounts, node: BuiltNode, name: string): void {
  const loss = lossOfActivation(node.type);
  const [before] = node.inputs;
  const isStripped = loss !== undefined && before !== undefined;
  const scores = isStripped ? before : node;
  // Of a vector the network's own; an image is compared value by value.
  const wanted = isStripped ? loss : scores.shape.length === 1 ? undefined : 'meanSquaredError';
  builder.add('output', {
    ...{ name, inputs: [scores] },
    parameters: { ...(wanted !== undefined && { loss: wanted }) },
  });
  if (!isStripped) return;
  counts.folded({ operator: node.type, name: node.id, outputs: [] }, 'output');
  builder.removeUnread(node);
}

/** Walks through a model and the models inside of it. */
class ModelReading {
  readonly builder = new NetworkBuilder();
  readonly counts = new ImportCounts();
  readonly inputChanges = new InputChanges();
  /** Nodes that a later one stands for, too. */
  readonly replaced: BuiltNode[] = [];
  readonly used: SourceTensor[] = [];
  readonly assumed: { readonly input: string; readonly shape: readonly number[] }[] = [];
  readonly #model: KerasSourceModel;
  readonly #isChannelsFirst: boolean;
  /** The input layer of numbers beside an example; null: there is none. */
  readonly #numbers: string | null;
  hasInput = false;
  count = 0;

  constructor(model: KerasSourceModel, config: KerasModelConfig) {
    this.#model = model;
    this.#numbers = numbersLayer(config);
    this.#isChannelsFirst = config.layers.some(({ config: own }) => own.data_format === 'channels_first');
  }

  /** The nodes that a model ends in; null where its layers depend on themselves. */
  outputs(
    model: KerasModelConfig,
    given: readonly BuiltNode[] = [],
    path: readonly string[] = [],
    classPath: readonly string[] = [],
  ): readonly BuiltNode[] | null {
    const values = new Map<string, BuiltNode>();
    const names = new ClassNames();
    const classNames = new Map(model.layers.map((layer) => [layer.name, names.take(layer.className)]));
    const places = (layer: KerasLayerConfig) => ({
      path: [...path, layer.name],
      classPath: [...classPath, classNames.get(layer.name) ?? layer.className],
    });
    if (model.isSequential) return this.#sequence(model, given, places);
    const calls = model.layers.flatMap((layer) =>
      (layer.calls.length === 0 ? [[]] : layer.calls).map((inputs, call) => ({ layer, inputs, call })),
    );
    const uses = usesOf(calls.flatMap(({ inputs }) => inputs));
    let inputsTaken = 0;
    for (let pending = calls; pending.length > 0; ) {
      const open: typeof calls = [];
      for (const one of pending) {
        const inputs = one.inputs.flatMap((operand): (BuiltNode | number)[] => {
          if (typeof operand === 'number') return [operand];
          const value = values.get(`${operand.layer} ${operand.call}`);
          return value === undefined ? [] : [value];
        });
        if (inputs.length < one.inputs.length) {
          open.push(one);
          continue;
        }
        const isInput = one.layer.className === 'InputLayer';
        const entering = isInput ? given.slice(inputsTaken, inputsTaken + 1) : inputs;
        if (isInput) inputsTaken += 1;
        const isOnlyUse =
          path.length === 0 && one.inputs.every((operand) => (uses.get(keyOf(operand)) ?? 1) === 1);
        const rawCall = one.layer.rawCalls[one.call];
        const made = this.#layer(one.layer, entering, { ...places(one.layer), isOnlyUse, rawCall });
        if (made === null) return null;
        values.set(`${one.layer.name} ${one.call}`, made);
      }
      if (open.length === pending.length) return null;
      pending = open;
    }
    const ends = model.outputs.flatMap(({ layer, call }) => values.get(`${layer} ${call}`) ?? []);
    const last = [...values.values()].at(-1);
    if (ends.length > 0) return ends;
    return last === undefined ? null : [last];
  }

  #sequence(
    { layers }: KerasModelConfig,
    given: readonly BuiltNode[],
    places: (layer: KerasLayerConfig) => Places,
  ): readonly BuiltNode[] | null {
    let [value] = given;
    for (const layer of layers) {
      if (value === undefined && layer.className !== 'InputLayer') {
        value = this.#input({ ...layer, name: 'input' });
      }
      const isOnlyUse = given.length === 0;
      const made = this.#layer(layer, value === undefined ? [] : [value], { ...places(layer), isOnlyUse });
      if (made === null) return null;
      value = made;
    }
    return value === undefined ? null : [value];
  }

  #layer(
    layer: KerasLayerConfig,
    operands: readonly (BuiltNode | number)[],
    {
      path,
      classPath,
      isOnlyUse,
      rawCall,
    }: Places & { readonly isOnlyUse: boolean; readonly rawCall?: unknown },
  ): BuiltNode | null {
    const inputs = operands.filter((operand): operand is BuiltNode => typeof operand === 'object');
    if (layer.className === 'InputLayer') return inputs[0] ?? this.#input(layer);
    if (isModel(layer.className)) {
      const inner = readModelConfig({ class_name: layer.className, config: layer.config });
      if (inner === null || path.length > DEEPEST) return null;
      return this.outputs(inner, inputs, path, classPath)?.[0] ?? null;
    }
    this.count += 1;
    const { builder, counts } = this;
    const tensors = this.#model.weights.of(path, classPath);
    const call = new KerasLayer(layer, operands, tensors, {
      ...{ builder, counts, isChannelsFirst: this.#isChannelsFirst },
      isKeras3: this.#model.version.startsWith('3'),
      callOf: path.join('/'),
      rawCall,
      inputChanges: isOnlyUse ? this.inputChanges : null,
      replaced: this.replaced,
    });
    try {
      const rule = kerasRuleOf(layer.className);
      if (rule === undefined) throw new CannotMap('unknown-operation');
      const made = rule.map(call);
      this.used.push(...call.used);
      return made;
    } catch (error) {
      if (!(error instanceof CannotMap)) throw error;
      const [first] = inputs;
      return builder.addPlaceholder(layer.className, inputs, {
        ...{ name: layer.name, reason: error.reason, detail: error.detail, isShapeKnown: false },
        shape: first?.shape ?? [1],
        attributes: JSON.stringify(layer.config).slice(0, 2_000),
      });
    }
  }

  /** Takes away what was a part of what one layer stands for, unless something else reads it. */
  pruneUnread(): void {
    for (const node of [...this.replaced].reverse()) this.builder.removeUnread(node);
  }

  #input({ name, config }: KerasLayerConfig): BuiltNode {
    const sizes = givenSizes(config);
    const known = sizes.map((size, at) => {
      const isChannel = sizes.length === 3 && at === (this.#isChannelsFirst ? 0 : 2);
      return typeof size === 'number' && size > 0 ? size : isChannel ? 3 : USUAL_SIDE;
    });
    const [first = 1, second = 1, third = 1] = known;
    const shape = this.#isChannelsFirst && known.length === 3 ? [second, third, first] : known;
    if (sizes.length === 0 || sizes.some((size) => typeof size !== 'number')) {
      this.assumed.push({ input: name, shape });
    }
    this.hasInput = true;
    const usable =
      shape.length === 0 ? [1] : shape.length > 3 ? [shape.reduce((all, size) => all * size, 1)] : shape;
    const takes = name === this.#numbers && { takes: 'numbers' };
    return this.builder.add('input', { name, inputs: [], parameters: { shape: usable, ...takes } });
  }
}

/** The name of the input layer of a vector that enters beside an image or a sequence. */
function numbersLayer({ layers }: KerasModelConfig): string | null {
  const inputs = layers.filter(({ className }) => className === 'InputLayer');
  const at = placeOfNumbers(inputs.map(({ config }) => givenSizes(config).map(() => 1)));
  return at === null ? null : (inputs[at]?.name ?? null);
}

/** Sizes without the batch axis; those that a file leaves open are no numbers. */
function givenSizes({ batch_shape: now, batch_input_shape: before }: KerasLayerConfig['config']): unknown[] {
  const given = now ?? before;
  return Array.isArray(given) ? given.slice(1) : [];
}

const keyOf = (operand: KerasOperand) =>
  typeof operand === 'number' ? '' : `${operand.layer} ${operand.call}`;

/** How often each output of a layer is read; numbers are nobody's. */
function usesOf(operands: readonly KerasOperand[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const operand of operands) {
    if (typeof operand === 'number') continue;
    uses.set(keyOf(operand), (uses.get(keyOf(operand)) ?? 0) + 1);
  }
  return uses;
}

interface Places {
  readonly path: readonly string[];
  readonly classPath: readonly string[];
}

/** Height and width of images of any size. */
const USUAL_SIDE = 224;
