import type { Diagnostic } from '../../../diagnostics/diagnostic';
import { elementCount } from '../../../layers/tensor-type';
import type { ExportFacts } from '../format';
import type { NetworkToExport } from '../network-to-export';
import type { ProtobufPiece } from '../../protobuf';
import { encodeSavedModel, type OpenTensor } from './encode-graph';
import { CHECK_SOURCE, COREML_SOURCE, LITERT_SOURCE, predictSource } from './files/scripts';
import { readmeText } from './files/readme';
import { frozenGraph } from './frozen-graph';
import type { SavedModelFacts } from './saved-model-facts';

/** A SavedModel of TensorFlow, with what lies beside it. */
export interface SavedModelExport {
  /** By file name. */
  readonly texts: Readonly<Record<string, string>>;
  /** Of `saved_model.pb`. */
  readonly pieces: readonly ProtobufPiece<OpenTensor>[];
}

/** Protocol buffers end there; with room for what is beside the weights. */
const MOST_BYTES = 2 ** 31 - 64 * 2 ** 20;

/** What keeps a network from being exported; empty: nothing does. */
export function savedModelProblems({ layers, output }: NetworkToExport): readonly Diagnostic[] {
  const weights = layers.flatMap((layer) => layer.weights);
  const bytes = weights.reduce((sum, { shape }) => sum + 4 * elementCount({ shape }), 0);
  if (bytes <= MOST_BYTES) return [];
  const values = { node: output.path, gigabytes: (bytes / 1e9).toFixed(1) };
  return [{ code: 'saved-model-too-large', severity: 'error', path: '', values, fixes: [] }];
}

/** @throws when `savedModelProblems` has something to say */
export function exportSavedModel(network: NetworkToExport, facts: ExportFacts): SavedModelExport {
  const graph = frozenGraph(network.analysis);
  const hasProbabilities = graph.signature.outputs.probabilities !== undefined;
  const known: SavedModelFacts = { network, facts, hasProbabilities };
  const predict = predictSource(known);
  return {
    texts: {
      'class_names.txt': facts.classNames.map((name) => `${name.replace(/\s+/g, ' ')}\n`).join(''),
      ...savedModelSources(network),
      'requirements.txt': ['tensorflow>=2.17', 'numpy', ...(predict === null ? [] : ['pillow'])]
        .map((name) => `${name}\n`)
        .join(''),
      'README.md': readmeText(known, predict !== null),
      'network.netloom': facts.document,
    },
    pieces: encodeSavedModel(graph),
  };
}

/** The Python sources beside the graph. */
export function savedModelSources(network: NetworkToExport): Readonly<Record<string, string>> {
  const hasProbabilities = ['crossEntropy', 'binaryCrossEntropy'].includes(
    `${network.output.parameters.loss}`,
  );
  const facts = { classNames: [], document: '', weights: '' };
  const predict = predictSource({ network, facts, hasProbabilities });
  return {
    'check.py': CHECK_SOURCE,
    ...(predict !== null && { 'predict.py': predict }),
    'to_litert.py': LITERT_SOURCE,
    'to_coreml.py': COREML_SOURCE,
  };
}
