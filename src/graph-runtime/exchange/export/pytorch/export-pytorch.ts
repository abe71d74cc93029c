import type { TargetDescription } from '../../../datasets/target-description';
import type { Diagnostic } from '../../../diagnostics/diagnostic';
import { parentPath } from '../../../document/node-path';
import { elementCount } from '../../../layers/tensor-type';
import type { ExportFacts } from '../format';
import { learnedCount, type NetworkToExport } from '../network-to-export';
import type { ClassPlan, ModelPlan, TensorPlace } from '../plan/class-plan';
import { planModel } from '../plan/plan-model';
import { sharingProblems } from '../plan/sharing';
import { exportedInputs } from '../inputs';
import { exportedNumbers } from '../numbers';
import { exportedOutputs } from '../outputs';
import { notebookSource } from '../python/notebook';
import { type LearningPlaces, learningPlaces } from '../python/training/learning';
import { exportedTraining } from '../python/training/trained-outputs';
import { HELPER_NAMES } from './added-definitions';
import { checkSource } from './files/check';
import { comparisonSource } from './files/comparison';
import { dataSource } from './files/data';
import { predictSource } from './files/predict';
import { readmeText } from './files/readme';
import { trainSource } from './files/train';
import { printModel } from './print-model';
import type { ProjectFacts } from './project-facts';
import { pytorchFormsOf, pytorchWriter } from './registry';

/** A PyTorch project: its texts by file name, and what of the weights goes where. */
export interface PytorchProject {
  readonly texts: Readonly<Record<string, string>>;
  /** Of `weights.safetensors`. */
  readonly tensors: readonly TensorPlace[];
  /** Names of what enters in `sample.safetensors`. */
  readonly inputs: readonly string[];
  /** Names of the scores of each main output in `sample.safetensors`. */
  readonly outputs: readonly string[];
  /** Names of counters that batch normalization has in PyTorch only; all are 0. */
  readonly counters: readonly string[];
}

/** An archive's sizes have 32 bits; with room for what is beside the weights. */
const MOST_BYTES = 2 ** 32 - 64 * 2 ** 20;

/** What keeps a network from being exported, at its nodes; empty: nothing does. */
export function pytorchProblems(network: NetworkToExport): readonly Diagnostic[] {
  const { layers, output } = network;
  const unknown = layers
    .filter((layer) => pytorchFormsOf(layer).length === 0)
    .map(
      ({ path, origin }): Diagnostic => ({
        code: 'no-pytorch-form',
        severity: 'error',
        path,
        origin,
        values: { node: origin.id },
        fixes: [],
      }),
    );
  const bytes = layers
    .filter(({ path, weightsPath }) => path === weightsPath)
    .flatMap(({ weights }) => weights)
    .reduce((sum, { shape }) => sum + 4 * elementCount({ shape }), 0);
  if (bytes <= MOST_BYTES)
    return unknown.length > 0
      ? unknown
      : sharingProblems(network, () => planModel(network, pytorchWriter, HELPER_NAMES));
  const values = { node: output.path, gigabytes: (bytes / 1e9).toFixed(1) };
  return [...unknown, { code: 'pytorch-too-large', severity: 'error', path: '', values, fixes: [] }];
}

/**
 * The network, with what only training needs, as a project of Python files.
 *
 * @throws when `pytorchProblems` has something to say
 */
export function exportPytorch(network: NetworkToExport, facts: ExportFacts): PytorchProject {
  const plan = planModel(network, pytorchWriter, HELPER_NAMES);
  const { document } = network.analysis;
  const main: ClassPlan | undefined = plan.classes[plan.classes.length - 1];
  const project: ProjectFacts = {
    ...{ network, facts },
    className: main?.name ?? 'Network',
    parameterCount: learnedCount(network),
    training: exportedTraining(network, facts.target),
    learning: placesOf(network, plan),
    inputs: exportedInputs(network),
    numbers: exportedNumbers(network, facts.target),
    outputs: exportedOutputs(network, facts.target).map(({ scores }) => scores),
  };
  const predict = comparisonSource(project) ?? predictSource(project);
  const train = trainSource(project);
  const model = printModel(plan, document, network.mains.length);
  const [data, check] = [dataSource(project), checkSource(project)];
  const packages = [
    'torch',
    'safetensors',
    'numpy',
    ...(predict === null && train === null ? [] : ['pillow']),
  ];
  return {
    texts: {
      'model.py': model,
      'data.py': data,
      'check.py': check,
      ...(train !== null && { 'train.py': train }),
      ...(predict !== null && { 'predict.py': predict }),
      'notebook.ipynb': notebookSource(network, { data, model, check, train, predict }),
      'requirements.txt': `${packages.join('\n')}\n`,
      'README.md': readmeText(project, { predicts: predict !== null, trains: train !== null }),
      'network.netloom': facts.document,
    },
    tensors: plan.tensors,
    inputs: project.inputs,
    outputs: project.outputs,
    counters: plan.tensors
      .filter(({ name }) => name.endsWith('.running_mean'))
      .map(({ name }) => name.replace(/running_mean$/, 'num_batches_tracked')),
  };
}

/** What does not learn as the rest does, by the names of `model.py`. */
function placesOf(network: NetworkToExport, { tensors }: ModelPlan): LearningPlaces {
  const names = new Map<string, Set<string>>();
  for (const { weight, name } of tensors) {
    const path = parentPath(weight);
    const part = name.slice(0, name.lastIndexOf('.'));
    names.set(path, (names.get(path) ?? new Set()).add(part));
  }
  return learningPlaces(network, ({ path }) => [...(names.get(path) ?? [])], '.');
}

/** The Python sources of a project. */
export function pytorchSources(
  network: NetworkToExport,
  target?: TargetDescription,
): Readonly<Record<string, string>> {
  const { texts } = exportPytorch(network, { document: '', weights: '', target });
  return Object.fromEntries(Object.entries(texts).filter(([name]) => name.endsWith('.py')));
}
