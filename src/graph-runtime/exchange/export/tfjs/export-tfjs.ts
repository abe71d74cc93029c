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
import type { TfjsLayer, TfjsMetadata, TfjsModel, TfjsWeight } from './model';
import { isNonNegative } from '../non-negative';
import { exportedOutputs, type ScoreTurn } from '../outputs';
import { tfjsFormOf } from './registry';

/** What keeps a network from being exported, at its nodes; empty: nothing does. */
export function tfjsProblems(network: NetworkToExport): readonly Diagnostic[] {
  const parts = new ModelParts();
  return parts.writeAll(network).map(
    ({ layer: { path, origin }, code }): Diagnostic => ({
      ...{ code, severity: 'error', path, origin, values: { node: origin.id }, fixes: [] },
    }),
  );
}

/**
 * The network that predicts, as a layers model of TensorFlow.js: float32 `[batch, height, width, channels]` (or `[batch, features]`) goes in,
 * normalized as the metadata say; probabilities come out where the loss has them, else scores.
 *
 * @throws when `tfjsProblems` has something to say
 */
export function exportTfjs(network: NetworkToExport, facts: ExportFacts): TfjsModel {
  const parts = new ModelParts();
  const [problem] = parts.writeAll(network);
  if (problem !== undefined) throw new Error(`${problem.layer.path}: ${problem.code}`);
  const [scores = ''] = network.output.sources.map((source) => parts.valueOf(source).name);
  const [main] = exportedOutputs(network, facts.target);
  const probabilities = parts.writeProbabilities(main?.turn ?? null, scores);
  return {
    name: network.analysis.document.name,
    ...{
      layers: parts.layers,
      weights: parts.weights,
      input: INPUT,
      output: probabilities ?? scores,
      scores,
    },
    metadata: metadataOf(network, facts, probabilities !== null),
  };
}

const INPUT = 'input';

interface FormProblem {
  readonly layer: ExportedLayer;
  readonly code: NotInTfjsCode;
}

/** The model as it grows. */
class ModelParts {
  readonly layers: TfjsLayer[] = [];
  readonly weights: TfjsWeight[] = [];
  readonly #values = new Map<string, TfjsInput>();

  /** Writes every layer that can be; returns the others. */
  writeAll({ input, layers }: NetworkToExport): readonly FormProblem[] {
    this.layers.push({
      ...{ className: 'InputLayer', name: INPUT, inputs: [] },
      config: { batch_input_shape: [null, ...input.shape], dtype: 'float32', sparse: false },
    });
    this.#values.set(input.path, { name: INPUT, shape: input.shape, isNonNegative: false });
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

  valueOf(path: string): TfjsInput {
    const value = this.#values.get(path);
    if (value === undefined) throw new Error(`nothing arrives from ${path}`);
    return value;
  }

  /** The name of the layer of probabilities; null where the scores stand for none. */
  writeProbabilities(turn: ScoreTurn | null, scores: string): string | null {
    if (turn === null) return null;
    const activation = turn === 'sigmoid' ? 'sigmoid' : 'softmax';
    const from = turn === 'sigmoidOfTwo' ? this.#besideZero(scores) : scores;
    this.#add('Activation', 'probabilities', [from], { activation });
    return 'probabilities';
  }

  /** `[0, score]`: one score stands for two classes, whose probabilities are the softmax of that. */
  #besideZero(scores: string): string {
    const name = 'scores_of_two';
    this.#add('Dense', name, [scores], { units: 2, use_bias: false });
    const source = { kind: 'constant', values: [0, 1], dims: [1, 2] } as const;
    this.weights.push({ name: `${name}/kernel`, shape: source.dims, source });
    return name;
  }

  /**
   * TensorFlow.js counts a value that enters a layer twice as used once, and disposes of it at the second use, whoever still needs it: the
   * second is a copy.
   */
  #add(className: string, name: string, inputs: readonly string[], config: TfjsConfig): void {
    const distinct = inputs.map((input, at) => {
      if (inputs.indexOf(input) === at) return input;
      const copy = `${name}.copy${at}`;
      this.#add('Rescaling', copy, [input], { scale: 1, offset: 0 });
      return copy;
    });
    this.layers.push({ className, name, config, inputs: distinct });
  }

  #builder(layer: ExportedLayer): TfjsBuilder {
    const name = layer.path.replaceAll('/', '.');
    let count = 0;
    return {
      output: layer.output,
      layer: (className, inputs, config = {}, weights = {}) => {
        count += 1;
        const unique = `${name}${count === 1 ? '' : `.${count}`}`;
        this.#add(className, unique, inputs, config);
        this.#addWeights(unique, weights, layer);
        return unique;
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
  { path, weights }: ExportedLayer,
  source: TfjsWeightSource,
): Pick<TfjsWeight, 'shape' | 'source'> {
  if (source.kind === 'constant') return { shape: source.dims, source };
  const known = weights.find(({ name }) => name === source.weight);
  if (known === undefined) throw new Error(`${path} has no weight ${source.weight}`);
  const weight = `${path}/${source.weight}`;
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
  { analysis, input, output }: NetworkToExport,
  { classNames, weights, document }: ExportFacts,
  hasProbabilities: boolean,
): TfjsMetadata {
  const { normalization } = analysis.document.training;
  return {
    ...{ name: analysis.document.name, inputShape: input.shape, classNames, weights, document },
    inputRange: input.shape.length === 3 ? [0, 1] : null,
    normalization:
      normalization === undefined ? null : { mean: normalization.mean, deviation: normalization.deviation },
    output: hasProbabilities ? 'probabilities' : 'scores',
    outputRank: output.inputs[0]?.shape.length ?? 1,
  };
}
