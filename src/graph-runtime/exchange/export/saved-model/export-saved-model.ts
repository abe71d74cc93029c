import type { TargetDescription } from '../../../datasets/target-description';
import type { Diagnostic } from '../../../diagnostics/diagnostic';
import { elementCount } from '../../../layers/tensor-type';
import type { ExportFacts } from '../format';
import type { NetworkToExport } from '../network-to-export';
import { exportedNumbers } from '../numbers';
import { type ExportedOutput, exportedOutputs } from '../outputs';
import type { ProtobufPiece } from '../../protobuf';
import { encodeSavedModel, type OpenTensor } from './encode-graph';
import { checkSource, coremlSource, litertSource, predictSource } from './files/scripts';
import { readmeText } from './files/readme';
import { unpoolings } from './conversion';
import { frozenGraph } from './frozen-graph';
import type { SavedModelFacts } from './saved-model-facts';

/** A SavedModel of TensorFlow, with what lies beside it. */
export interface SavedModelExport {
  /** By file name. */
  readonly texts: Readonly<Record<string, string>>;
  /** Of `saved_model.pb`. */
  readonly pieces: readonly ProtobufPiece<OpenTensor>[];
  /** Names of the scores of each main output, in the signature and in `sample.npz`. */
  readonly outputs: readonly string[];
}

/** Protocol buffers end there; with room for what is beside the weights. */
const MOST_BYTES = 2 ** 31 - 64 * 2 ** 20;

/** What keeps a network from being exported; empty: nothing does. */
export function savedModelProblems({ layers, output }: NetworkToExport): readonly Diagnostic[] {
  const owners = layers.filter(({ path, weightsPath }) => path === weightsPath);
  const weights = owners.flatMap((layer) => layer.weights);
  const bytes = weights.reduce((sum, { shape }) => sum + 4 * elementCount({ shape }), 0);
  if (bytes <= MOST_BYTES) return [];
  const values = { node: output.path, gigabytes: (bytes / 1e9).toFixed(1) };
  return [{ code: 'saved-model-too-large', severity: 'error', path: '', values, fixes: [] }];
}

/** @throws when `savedModelProblems` has something to say */
export function exportSavedModel(network: NetworkToExport, facts: ExportFacts): SavedModelExport {
  const outputs = exportedOutputs(network, facts.target);
  const numbers = exportedNumbers(network, facts.target);
  const graph = frozenGraph(network.analysis, outputs, numbers);
  const known: SavedModelFacts = { network, facts, outputs, numbers };
  const predict = predictSource(known);
  return {
    texts: {
      ...Object.fromEntries(outputs.flatMap(classNamesFile)),
      ...savedModelSources(network, facts.target),
      'requirements.txt': ['tensorflow>=2.17', 'numpy', ...(predict === null ? [] : ['pillow'])]
        .map((name) => `${name}\n`)
        .join(''),
      'README.md': readmeText(known, predict !== null),
      'network.netloom': facts.document,
    },
    pieces: encodeSavedModel(graph),
    outputs: outputs.map(({ scores }) => scores),
  };
}

/** The names of an output's classes as a file; of a single output `predict.py` reads it, though it may be empty. */
function classNamesFile(
  { classNames, classNamesKey }: ExportedOutput,
  _: number,
  { length }: readonly ExportedOutput[],
): readonly (readonly [string, string])[] {
  if (length > 1 && classNames.length === 0) return [];
  return [[`${classNamesKey}.txt`, classNames.map((name) => `${name.replace(/\s+/g, ' ')}\n`).join('')]];
}

/** The Python sources beside the graph. */
export function savedModelSources(
  network: NetworkToExport,
  target?: TargetDescription,
): Readonly<Record<string, string>> {
  const outputs = exportedOutputs(network, target);
  const names = outputs.map(({ scores }) => scores);
  const numbers = exportedNumbers(network, target);
  const predict = predictSource({
    ...{ network, numbers },
    facts: { document: '', weights: '', target },
    outputs,
  });
  return {
    'check.py': checkSource(names, numbers !== null),
    ...(predict !== null && { 'predict.py': predict }),
    ...(unpoolings(network).length === 0 && {
      'to_litert.py': litertSource(names, numbers !== null),
      'to_coreml.py': coremlSource(names, numbers !== null),
    }),
  };
}
