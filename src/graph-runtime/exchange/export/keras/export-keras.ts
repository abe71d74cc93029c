import type { TargetDescription } from '../../../datasets/target-description';
import type { Diagnostic } from '../../../diagnostics/diagnostic';
import type { ExportFacts } from '../format';
import {
  type ExportedLayer,
  learnedCount,
  type NetworkToExport,
  networkToExport,
} from '../network-to-export';
import { exportedInputs } from '../inputs';
import { exportedNumbers, NUMBERS_NAME } from '../numbers';
import { exportedOutputs } from '../outputs';
import { planModel } from '../plan/plan-model';
import { sharingProblems } from '../plan/sharing';
import { notebookSource } from '../python/notebook';
import { learningPlaces } from '../python/training/learning';
import { exportedTraining } from '../python/training/trained-outputs';
import { checkSource } from './files/check';
import { comparisonSource } from './files/comparison';
import { coremlSource, litertSource } from './files/converters';
import { dataSource } from './files/data';
import { predictSource } from './files/predict';
import { readmeText } from './files/readme';
import { trainSource } from './files/train';
import { kerasFormsOf } from './forms-of-network';
import { type KerasModelFile, kerasModelFile } from './model-file';
import { type KerasGraph, kerasGraph, partOfGraph } from './model-graph';
import { type LayerNames, layerNames } from './names';
import { printModel, TAKEN_NAMES } from './print-model';
import type { KerasFacts } from './project-facts';
import { sampledCodes } from './training/divergences';
import { kerasWriter } from './writer';

/** A Keras project: its texts by file name, and its models. */
export interface KerasProject {
  readonly texts: Readonly<Record<string, string>>;
  readonly model: KerasModelFile;
  /** What `training.keras` is, with the auxiliary outputs; null: there are none. */
  readonly training: KerasModelFile | null;
  /** Names of what enters in `sample.npz`. */
  readonly inputs: readonly string[];
  /** Names of the scores of each main output in `sample.npz`. */
  readonly outputs: readonly string[];
}

/** What keeps a network from being exported, at its nodes; empty: nothing does. */
export function kerasProblems(network: NetworkToExport): readonly Diagnostic[] {
  const { forms, problems } = kerasFormsOf(network);
  if (problems.length > 0) return problems;
  return sharingProblems(network, () => planModel(network, kerasWriter(forms), TAKEN_NAMES));
}

/**
 * The network as a project of Python files and a functional model with the same layers; with its auxiliary outputs as a second one.
 *
 * @throws when `kerasProblems` has something to say
 */
export function exportKeras(network: NetworkToExport, facts: ExportFacts): KerasProject {
  const { source: model, graph, names } = kerasSource(network);
  const { nameOf, separator } = names;
  const placesOf = ({ path, weights, weightsPath }: ExportedLayer) =>
    weights.length === 0 || weightsPath !== path ? [] : [nameOf(path)];
  const outputs = exportedOutputs(network, facts.target);
  const known: KerasFacts = {
    ...{ network, facts, separator },
    parameterCount: learnedCount(
      network.auxiliary.length === 0 ? network : networkToExport(network.analysis, 'predicting'),
    ),
    training: exportedTraining(network, facts.target),
    codes: sampledCodes(network, names),
    learning: learningPlaces(network, placesOf, separator),
    inputs: exportedInputs(network),
    numbers: exportedNumbers(network, facts.target),
    outputs: outputs.map(({ scores }) => scores),
  };
  const predict = comparisonSource(known) ?? predictSource(known);
  const [train, check] = [trainSource(known), checkSource(known)];
  const data = dataSource(known);
  const entering = sampleNames(known).map((name, at) => [graph.inputs[at] ?? '', name] as const);
  const packages = [
    ...['keras>=3.12', 'tensorflow>=2.17', 'numpy'],
    ...(predict === null && train === null ? [] : ['pillow']),
  ];
  return {
    texts: {
      'model.py': model,
      'data.py': data,
      'check.py': check,
      ...(train !== null && { 'train.py': train }),
      ...(predict !== null && { 'predict.py': predict }),
      'to_litert.py': litertSource(known.outputs, entering),
      // Core ML's converter does not keep the order of outputs: of several, the SavedModel's program takes them by their names.
      ...(outputs.length === 1 && {
        'to_coreml.py': coremlSource(
          entering,
          outputs.some(({ classNames }) => classNames.length > 0),
        ),
      }),
      'notebook.ipynb': notebookSource(network, { data, model, check, train, predict }),
      'requirements.txt': `${packages.join('\n')}\n`,
      'README.md': readmeText(known, { predicts: predict !== null, trains: train !== null }),
      'network.netloom': facts.document,
    },
    model: kerasModelFile(partOfGraph(graph, network.mains.length)),
    training: network.auxiliary.length === 0 || train === null ? null : kerasModelFile(graph),
    inputs: known.inputs,
    outputs: known.outputs,
  };
}

/** Names of all that enters in the sample, in the order of the model's inputs. */
function sampleNames({ inputs, numbers }: KerasFacts): readonly string[] {
  return numbers === null ? inputs : [...inputs, NUMBERS_NAME];
}

/** The Python sources of a project. */
export function kerasSources(
  network: NetworkToExport,
  target?: TargetDescription,
): Readonly<Record<string, string>> {
  const { texts } = exportKeras(network, { document: '', weights: '', target });
  return Object.fromEntries(Object.entries(texts).filter(([name]) => name.endsWith('.py')));
}

function kerasSource(network: NetworkToExport): {
  readonly source: string;
  readonly graph: KerasGraph;
  readonly names: LayerNames;
} {
  const { forms } = kerasFormsOf(network);
  const plan = planModel(network, kerasWriter(forms), TAKEN_NAMES);
  const names = layerNames(plan);
  const graph = kerasGraph(network, forms, names);
  const source = printModel(plan, names, {
    document: network.analysis.document,
    inputs: network.entering.map(({ shape }, at) => ({ shape, name: graph.inputs[at] ?? 'input' })),
    modelName: graph.name,
    mains: network.mains.length,
  });
  return { source, graph, names };
}
