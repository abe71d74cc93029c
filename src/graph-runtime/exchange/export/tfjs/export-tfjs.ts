import type { NetworkInput } from '../../../compile/lower-network';
import type { Diagnostic } from '../../../diagnostics/diagnostic';
import { elementCount } from '../../../layers/tensor-type';
import type { ExportFacts } from '../format';
import type { ExportedLayer, NetworkToExport } from '../network-to-export';
import {
  NotInTfjs,
  type NotInTfjsCode,
  type TfjsBuilder,
  type TfjsConfig,
  type TfjsInput,
  type TfjsLayerWeights,
  type TfjsWeightSource,
} from './form';
import type { TfjsLayer, TfjsMetadata, TfjsModel, TfjsOutput, TfjsWeight } from './model';
import { isNonNegative } from '../non-negative';
import { type ExportedNumbers, exportedNumbers, NUMBERS_NAME } from '../numbers';
import { exportedOutputs, type ScoreTurn } from '../outputs';
import { tfjsFormOf } from './registry';

/** What keeps a network from being exported, at its nodes; empty: nothing does. */
export function tfjsProblems(network: NetworkToExport): readonly Diagnostic[] {
  const parts = new ModelParts();
  return parts.writeAll(network).map(
    ({ layer: { path, origin, weightsPath }, code }): Diagnostic => ({
      ...{ code, severity: 'error', path, origin, fixes: [] },
      values: { node: origin.id, ...(code === 'export-shared-weights' && { other: weightsPath }) },
    }),
  );
}

/**
 * The network that predicts, as a layers model of TensorFlow.js: float32 `[batch, height, width, channels]` (or `[batch, features]`) goes in,
 * normalized as the metadata say, and where the network takes numbers beside it, float32 `[batch, count]`, standardized likewise; of each main
 * output come probabilities where its loss has them, else scores.
 *
 * @throws when `tfjsProblems` has something to say
 */
export function exportTfjs(network: NetworkToExport, facts: ExportFacts): TfjsModel {
  const parts = new ModelParts();
  const [problem] = parts.writeAll(network);
  if (problem !== undefined) throw new Error(`${problem.layer.path}: ${problem.code}`);
  const outputs = exportedOutputs(network, facts.target).map(
    ({ output, turn, probabilities }): TfjsOutput => {
      const [scores = ''] = output.sources.map((source) => parts.valueOf(source).name);
      return { value: parts.writeProbabilities(turn, scores, probabilities) ?? scores, scores };
    },
  );
  return {
    name: network.analysis.document.name,
    ...{ layers: parts.layers, weights: parts.weights, inputs: parts.inputs, outputs },
    metadata: metadataOf(network, facts, outputs),
  };
}

const INPUT = 'input';

interface FormProblem {
  readonly layer: ExportedLayer;
  readonly code: NotInTfjsCode;
}

/** The model as it grows. */
class ModelParts {
  readonly #layers = new Map<string, TfjsLayer>();
  readonly weights: TfjsWeight[] = [];
  /** Names of the layers through which values enter. */
  readonly inputs: string[] = [];
  readonly #values = new Map<string, TfjsInput>();

  get layers(): readonly TfjsLayer[] {
    return [...this.#layers.values()];
  }

  /** Writes every layer that can be; returns the others. */
  writeAll({ input, numbers, layers }: NetworkToExport): readonly FormProblem[] {
    const taken = new Set(layers.map(({ path }) => path.replaceAll('/', '.')));
    this.#addInput(input, INPUT, taken);
    if (numbers !== null) this.#addInput(numbers, NUMBERS_NAME, taken);
    const problems: FormProblem[] = [];
    for (const layer of layers) {
      const inputs = layer.sources.map((source) => this.valueOf(source));
      let name = INPUT;
      try {
        const form = tfjsFormOf(layer.layer.type);
        if (form === undefined) throw new NotInTfjs('no-tfjs-form');
        name = form.write(this.#builder(layer), layer.parameters, inputs);
      } catch (error) {
        if (!(error instanceof NotInTfjs)) throw error;
        problems.push({ layer, code: error.code });
      }
      const known = isNonNegative(layer.layer.type, inputs);
      this.#values.set(layer.path, { name, shape: layer.output.shape, isNonNegative: known });
    }
    return problems;
  }

  /** @param taken names of other layers, of which a node may have this one */
  #addInput({ path, shape }: NetworkInput, wanted: string, taken: ReadonlySet<string>): void {
    let name = wanted;
    while (taken.has(name)) name += '_';
    this.inputs.push(name);
    this.#layers.set(name, {
      ...{ className: 'InputLayer', name, calls: [{ value: name, inputs: [] }] },
      config: { batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false },
    });
    this.#values.set(path, { name, shape, isNonNegative: false });
  }

  valueOf(path: string): TfjsInput {
    const value = this.#values.get(path);
    if (value === undefined) throw new Error(`nothing arrives from ${path}`);
    return value;
  }

  /** The name of the layer of probabilities; null where the scores stand for none. */
  writeProbabilities(turn: ScoreTurn | null, scores: string, name: string): string | null {
    if (turn === null) return null;
    const activation = turn === 'sigmoid' ? 'sigmoid' : 'softmax';
    const from = turn === 'sigmoidOfTwo' ? this.#besideZero(scores, name) : scores;
    return this.#add('Activation', name, [from], { activation });
  }

  /** `[0, score]`: one score stands for two classes, whose probabilities are the softmax of that. */
  #besideZero(scores: string, probabilities: string): string {
    const name = `${probabilities}.two`;
    this.#add('Dense', name, [scores], { units: 2, use_bias: false });
    const source = { kind: 'constant', values: [0, 1], dims: [1, 2] } as const;
    this.weights.push({ name: `${name}/kernel`, shape: source.dims, source });
    return name;
  }

  /**
   * TensorFlow.js counts a value that enters a layer twice as used once, and disposes of it at the second use, whoever still needs it: the
   * second is a copy.
   */
  #add(className: string, name: string, inputs: readonly string[], config: TfjsConfig): string {
    const known = this.#layers.get(name);
    const value = known === undefined ? name : `${name}.call${known.calls.length + 1}`;
    const distinct = inputs.map((input, at) => {
      if (inputs.indexOf(input) === at) return input;
      return this.#add('Rescaling', `${value}.copy${at}`, [input], { scale: 1, offset: 0 });
    });
    const calls = [...(known?.calls ?? []), { value, inputs: distinct }];
    this.#layers.set(name, known === undefined ? { className, name, config, calls } : { ...known, calls });
    return value;
  }

  #builder(layer: ExportedLayer): TfjsBuilder {
    const [name, owner] = [layer.path, layer.weightsPath].map((path) => path.replaceAll('/', '.'));
    let count = 0;
    return {
      output: layer.output,
      layer: (className, inputs, config = {}, weights = {}) => {
        count += 1;
        // A layer with weights that others use is the same for all of them, under the name of the first.
        const isShared = Object.keys(weights).length > 0;
        const unique = `${isShared ? owner : name}${count === 1 ? '' : `.${count}`}`;
        const known = this.#layers.get(unique);
        if (known === undefined) this.#addWeights(unique, weights, layer);
        else if (known.className !== className || JSON.stringify(known.config) !== JSON.stringify(config)) {
          throw new NotInTfjs('export-shared-weights');
        }
        return this.#add(className, unique, inputs, config);
      },
    };
  }

  #addWeights(name: string, weights: TfjsLayerWeights, layer: ExportedLayer): void {
    for (const [own, source] of Object.entries(weights)) {
      this.weights.push({ name: `${name}/${own}`, ...weightIn(layer, source) });
    }
  }
}

function weightIn(
  { path, weightsPath, weights }: ExportedLayer,
  source: TfjsWeightSource,
): Pick<TfjsWeight, 'shape' | 'source'> {
  if (source.kind === 'constant') return { shape: source.dims, source };
  const known = weights.find(({ name }) => name === source.weight);
  if (known === undefined) throw new Error(`${path} has no weight ${source.weight}`);
  const weight = `${weightsPath}/${source.weight}`;
  const { part } = source;
  if (part !== undefined) {
    const shape = [...known.shape.slice(0, -1), part.to - part.from];
    return { shape, source: { kind: 'weight', weight, part: { ...part, of: known.shape.at(-1) ?? 1 } } };
  }
  const shape = source.dims ?? known.shape;
  if (elementCount({ shape }) !== elementCount(known))
    throw new Error(`${path}: ${source.weight} is no ${shape}`);
  return { shape, source: { kind: 'weight', weight } };
}

function metadataOf(
  network: NetworkToExport,
  { weights, document, target }: ExportFacts,
  outputs: readonly TfjsOutput[],
): TfjsMetadata {
  const { analysis, input } = network;
  const { normalization } = analysis.document.training;
  return {
    ...{ name: analysis.document.name, inputShape: input.shape, weights, document },
    inputRange: input.shape.length === 3 ? [0, 1] : null,
    normalization:
      normalization === undefined ? null : { mean: normalization.mean, deviation: normalization.deviation },
    numbers: numbersMetadata(exportedNumbers(network, target)),
    outputs: exportedOutputs(network, target).map(({ output: { path, output }, classNames, numbers }, at) => {
      const kind = outputs[at]?.value === outputs[at]?.scores ? 'scores' : 'probabilities';
      return { name: path, kind, rank: output.shape.length, classNames, numbers };
    }),
  };
}

function numbersMetadata(numbers: ExportedNumbers | null): TfjsMetadata['numbers'] {
  if (numbers === null) return null;
  const { names, mean, deviation, isKnown } = numbers;
  return { count: names.length, measured: isKnown ? { names, mean, deviation } : null };
}
