import type { NetloomDocument } from '../../document/document';
import { readDocument } from '../../testing/read-document';
import type { TrainingData } from '../check';

/** A document that a check has something to say about, or nothing. */
export interface CheckCase {
  readonly name: string;
  readonly document: NetloomDocument;
  /** Fashion-MNIST where it is left out. */
  readonly data?: TrainingData | null;
  /** The path or the setting at which it is said. */
  readonly at?: string;
}

/** The cases of one check: at least three it reports, and at least one nearby that it must not. */
export interface CheckCases {
  readonly code: string;
  readonly reported: readonly CheckCase[];
  readonly silent: readonly CheckCase[];
}

export const FASHION_MNIST: TrainingData = { exampleShape: [28, 28, 1], classCount: 10, trainCount: 60_000 };
export const COLOR_PHOTOS: TrainingData = { exampleShape: [32, 32, 3], classCount: 10, trainCount: 50_000 };
export const TWO_CLASSES: TrainingData = { exampleShape: [28, 28, 1], classCount: 2, trainCount: 2_000 };

/** Rows of a table. */
export const TABLE: TrainingData = { exampleShape: [13], classCount: 3, trainCount: 142 };

/** Id, type and parameters of a layer. */
export type Layer = readonly [id: string, type: string, parameters?: object];

interface Options {
  readonly input?: readonly (number | string)[];
  /** Parameters of the main output. */
  readonly output?: object;
  readonly training?: object;
  /** Further nodes and wires (`from -> to`), and blocks. */
  readonly nodes?: readonly object[];
  readonly wires?: readonly string[];
  readonly parameters?: readonly object[];
  readonly blocks?: object;
}

/** The layers most cases end with. */
export const FLATTEN: Layer = ['flatten', 'flatten'];
export const DENSE: Layer = ['dense', 'dense', { units: 10 }];

/** A straight network: an input, the layers one after another, an output. */
export function straight(layers: readonly Layer[], options: Options = {}): NetloomDocument {
  const { input = [28, 28, 1], output = {}, training = {}, nodes = [], wires = [] } = options;
  const chain: Layer[] = [['input', 'input', { shape: input }], ...layers, ['output', 'output', output]];
  const edges = chain.slice(1).map(([id], at) => ({ from: chain[at]?.[0], to: id }));
  const further = wires.map((wire) => {
    const [from, to] = wire.split(' -> ');
    return { from, to };
  });
  return read({
    nodes: [...chain.map(([id, type, parameters = {}]) => ({ id, type, parameters })), ...nodes],
    edges: [...edges, ...further],
    training: { epochs: 1, batchSize: 32, optimizer: { type: 'sgd', learningRate: 0.05 }, ...training },
    ...(options.parameters && { parameters: options.parameters }),
    ...(options.blocks && { blocks: options.blocks }),
  });
}

/** A linear network with the given training settings. */
export function linear(training: object, options: Options = {}): NetloomDocument {
  return straight([FLATTEN, DENSE], { ...options, training });
}

/** With one augmentation. */
export function augmented(augmentation: object): NetloomDocument {
  return linear({ augmentation: [augmentation] });
}

/** With an optimizer. */
export function optimized(optimizer: object, more: object = {}): NetloomDocument {
  return linear({ optimizer, ...more });
}

function read(content: object): NetloomDocument {
  return readDocument({ format: 'netloom', version: 2, name: 'Case', ...content });
}
