import { isNormalized } from '../../../compile/prepare-images';
import type { NetworkInput } from '../../../compile/lower-network';
import type { Diagnostic } from '../../../diagnostics/diagnostic';
import { elementCount } from '../../../layers/tensor-type';
import type { ExportFacts } from '../format';
import type { ExportedLayer, NetworkToExport } from '../network-to-export';
import { type ExportedNumbers, exportedNumbers, NUMBERS_NAME } from '../numbers';
import { type ExportedOutput, exportedOutputs } from '../outputs';
import type { OnnxInput } from './form';
import { type BuiltPart, type GraphParts, layerBuilder } from './layer-builder';
import { channelsFirst } from './layout';
import type { OnnxModel, OnnxValue } from './model';
import { probabilitiesOf } from './probabilities';
import { onnxFormOf } from './registry';

/** A protocol buffer's lengths have 31 bits. */
const MOST_BYTES = 2 ** 31 - 1;
/** Room for nodes, names and the document beside the weights. */
const BYTES_BESIDE_WEIGHTS = 64 * 2 ** 20;

/** What keeps a network from being exported, at its nodes; empty: nothing does. */
export function onnxProblems({ layers, output }: NetworkToExport): readonly Diagnostic[] {
  const unknown = layers.filter(({ layer }) => onnxFormOf(layer.type) === undefined);
  const missing = unknown.map(
    ({ path, origin }): Diagnostic => ({
      code: 'no-onnx-form',
      severity: 'error',
      path,
      origin,
      values: { node: origin.id },
      fixes: [],
    }),
  );
  const owners = new Map(layers.map((layer) => [layer.weightsPath, layer]));
  const weights = [...owners.values()].flatMap((layer) => layer.weights);
  const bytes = weights.reduce((sum, { shape }) => sum + 4 * elementCount({ shape }), 0);
  if (bytes <= MOST_BYTES - BYTES_BESIDE_WEIGHTS) return missing;
  const tooLarge: Diagnostic = {
    code: 'onnx-too-large',
    severity: 'error',
    path: '',
    values: { node: output.path, gigabytes: (bytes / 1e9).toFixed(1) },
    fixes: [],
  };
  return [...missing, tooLarge];
}

/**
 * The network that predicts, as a model whose input `image` (or `features`) is float32 `[batch, channels, height, width]` with values in
 * [0, 1] (where several images enter, one for each, `image_partner`), and whose outputs are `scores` and, where they stand for some, `probabilities`; of several outputs, with their places behind
 * (`scores_picture`). Normalization is a part of it. What the network takes beside an example is the input `numbers`, float32 `[batch, count]`,
 * as it was measured.
 *
 * @throws when `onnxProblems` has something to say
 */
export function exportOnnx(network: NetworkToExport, facts: ExportFacts): OnnxModel {
  const { document } = network.analysis;
  const parts: GraphParts = { nodes: [], initializers: [] };
  const inputs = network.images.map((input) => inputOf(network, input));
  const numbers = exportedNumbers(network, facts.target);
  const values = new Map<string, OnnxInput>(
    network.images.map((input, at) => [
      input.path,
      { name: normalized(network, parts, input, inputs[at]?.name ?? ''), shape: input.shape },
    ]),
  );
  const beside: OnnxValue[] = [];
  if (numbers !== null) {
    const count = numbers.names.length;
    beside.push({ name: NUMBERS_NAME, dims: ['batch', count] });
    values.set(numbers.path, { name: standardized(parts, numbers), shape: [count] });
  }
  for (const layer of network.layers) {
    const form = onnxFormOf(layer.layer.type);
    if (form === undefined) throw new Error(`${layer.path}: ONNX has no ${layer.layer.type}`);
    const name = form.write(layerBuilder(parts, layer), layer.parameters, entering(layer, values));
    values.set(layer.path, { name, shape: layer.output.shape });
  }
  const outputs = exportedOutputs(network, facts.target).flatMap((one) =>
    addOutputs(one, parts, entering(one.output, values)),
  );
  return {
    graph: { name: document.name, ...parts, inputs: [...inputs, ...beside], outputs },
    description: `${document.name}, exported from Netloom`,
    metadata: metadataOf(network, facts),
  };
}

function entering({ path, sources }: ExportedLayer, values: ReadonlyMap<string, OnnxInput>): OnnxInput[] {
  return sources.map((source) => {
    const value = values.get(source);
    if (value === undefined) throw new Error(`${path}: nothing arrives from ${source}`);
    return value;
  });
}

/** `image` or `features`; of several, with the place of the input behind it: `image_partner`. */
function inputOf({ images }: NetworkToExport, { path, shape }: NetworkInput): OnnxValue {
  const name = shape.length === 3 ? 'image' : 'features';
  const end = images.length === 1 ? '' : `_${path.replace(/[^A-Za-z0-9]+/g, '_')}`;
  return { name: `${name}${end}`, dims: ['batch', ...channelsFirst(shape)] };
}

/** `(x - mean) / deviation`, where the document has that: users of the file need not know. */
function normalized(
  { analysis, images }: NetworkToExport,
  parts: GraphParts,
  input: NetworkInput,
  name: string,
): string {
  const settings = analysis.document.training.normalization;
  if (settings === undefined || !isNormalized(input.shape, settings)) return name;
  const path = images.length === 1 ? 'netloom.normalization' : `netloom.normalization.${input.path}`;
  const part: BuiltPart = { path, output: { shape: input.shape }, weights: [] };
  const builder = layerBuilder(parts, part);
  const each = (values: readonly number[]) =>
    builder.floats(values, input.shape.length === 3 ? [values.length, 1, 1] : [values.length]);
  const centered = builder.node('Sub', [name, each(settings.mean)]);
  return builder.node('Div', [centered, each(settings.deviation)]);
}

/** Likewise for numbers beside an example, as they were measured; where the data set is not there, they enter standardized. */
function standardized(parts: GraphParts, { mean, deviation, isKnown }: ExportedNumbers): string {
  if (!isKnown) return NUMBERS_NAME;
  const part: BuiltPart = { path: 'netloom.numbers', output: { shape: [mean.length] }, weights: [] };
  const builder = layerBuilder(parts, part);
  const centered = builder.node('Sub', [NUMBERS_NAME, builder.floats(mean)]);
  return builder.node('Div', [centered, builder.floats(deviation)]);
}

function addOutputs(
  { output, turn, ...names }: ExportedOutput,
  parts: GraphParts,
  inputs: readonly OnnxInput[],
): OnnxValue[] {
  const [scores] = inputs;
  if (scores === undefined) throw new Error(`nothing enters ${output.path}`);
  const dims = ['batch', ...channelsFirst(scores.shape)];
  parts.nodes.push(renamed(scores.name, names.scores));
  const outputs: OnnxValue[] = [{ name: names.scores, dims }];
  if (turn === null) return outputs;
  const builder = layerBuilder(parts, { ...output, path: `netloom.${names.probabilities}` });
  const probabilities = probabilitiesOf(turn, builder, { name: names.scores, shape: scores.shape });
  parts.nodes.push(renamed(probabilities.name, names.probabilities));
  return [...outputs, { name: names.probabilities, dims: ['batch', ...channelsFirst(probabilities.shape)] }];
}

const renamed = (from: string, to: string) => ({
  name: to,
  operator: 'Identity',
  inputs: [from],
  outputs: [to],
  attributes: {},
});

function metadataOf(network: NetworkToExport, facts: ExportFacts): Record<string, string> {
  const { analysis, input } = network;
  const { normalization } = analysis.document.training;
  const numbers = exportedNumbers(network, facts.target);
  return {
    ...Object.fromEntries(exportedOutputs(network, facts.target).flatMap(meaningOf)),
    input_size: input.shape.join('x'),
    // Of other inputs, only their user knows.
    ...(input.shape.length === 3 && { input_range: '[0, 1]' }),
    ...(normalization !== undefined && {
      normalization: JSON.stringify({ ...normalization, included: true }),
    }),
    ...(numbers !== null && { numbers: numbersText(numbers) }),
    weights: facts.weights,
    netloom_document: facts.document,
  };
}

/** The names of an output's classes, or of the numbers that it predicts, with what makes them those of the data: `score * deviation + mean`. */
function meaningOf(output: ExportedOutput): readonly (readonly [string, string])[] {
  const { classNames, classNamesKey, numbers, numbersKey } = output;
  return [
    ...(classNames.length > 0 ? [[classNamesKey, JSON.stringify(classNames)] as const] : []),
    ...(numbers === null ? [] : [[numbersKey, JSON.stringify({ ...numbers, included: false })] as const]),
  ];
}

/** Names in the order of the values, with what standardizes them and whether the model does. */
function numbersText({ names, mean, deviation, isKnown }: ExportedNumbers): string {
  return JSON.stringify(isKnown ? { names, mean, deviation, included: true } : { included: false });
}
