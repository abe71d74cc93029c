import { failure } from '../../../contract/failures';
import type { NetworkPlan } from '../../../graph-runtime/compile/lower-network';
import { allOutputs, planNetwork } from '../../../graph-runtime/compile/lower-network';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import {
  OUTPUT_TARGETS,
  type OutputTarget,
  type TargetsOfOutputs,
  targetOfOutput,
} from '../../../graph-runtime/targets/output-targets';
import { classBalanceOf } from '../../../graph-runtime/targets/registry';
import type { TrainedTarget } from '../../../graph-runtime/targets/target-kind';
import type { FoundDataset } from '../../data/dataset-catalog';
import type { ExampleSource } from '../examples/example-source';
import { RunFailure } from '../protocol/trainer-failure';

/** Labels of examples that are counted before others are read. */
const EXAMPLES_AT_ONCE = 256;

/** What the outputs of a network choose to be trained for. */
function choicesOf(analysis: NetworkAnalysis): readonly OutputTarget[] {
  const plan: NetworkPlan = planNetwork(analysis);
  return [...new Set(allOutputs(plan).map(({ loss, parameters }) => loss.target(parameters)))];
}

/** Whether a run uses the labels of its data set. */
export function isLabeled(
  { description }: FoundDataset,
  training: TrainingSettings,
  analysis: NetworkAnalysis,
): boolean {
  return choicesOf(analysis).some(
    (choice) => (targetOfOutput(choice, description.target, training)?.kind.labels ?? null) !== null,
  );
}

/**
 * What the outputs of a run are trained for.
 *
 * @throws RunFailure `targets-missing` where the data set has no labels and an output is to learn them
 */
export async function targetsOfRun(
  { description: { name, target: description } }: FoundDataset,
  training: TrainingSettings,
  analysis: NetworkAnalysis,
  source: Pick<ExampleSource, 'readTrainTargets' | 'split'>,
): Promise<TargetsOfOutputs> {
  const plain = choicesOf(analysis).map((choice) => targetOfOutput(choice, description, training));
  if (plain.includes(null)) throw new RunFailure(failure('targets-missing', { name }));
  const weights = training.classWeights === 'balanced' ? await classWeightsOf(plain, source) : null;
  const targets = new Map<OutputTarget, TrainedTarget>();
  for (const choice of OUTPUT_TARGETS) {
    const target = targetOfOutput(choice, description, training, weights);
    if (target !== null) targets.set(choice, target);
  }
  return (choice) => {
    const target = targets.get(choice);
    if (target === undefined) throw new RunFailure(failure('targets-missing', { name }));
    return target;
  };
}

/** Weights of the classes, counted among the training labels; null where no output has a use for them. */
async function classWeightsOf(
  targets: readonly (TrainedTarget | null)[],
  source: Pick<ExampleSource, 'readTrainTargets' | 'split'>,
): Promise<readonly number[] | null> {
  const [balance] = targets.flatMap((target) => (target === null ? [] : (classBalanceOf(target) ?? [])));
  if (balance === undefined) return null;
  const { train } = source.split;
  for (let start = 0; start < train.length; start += EXAMPLES_AT_ONCE) {
    balance.add(source.readTrainTargets(train.subarray(start, start + EXAMPLES_AT_ONCE)));
    // Masks may be gigabytes: whoever wants to stop the run is heard in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return balance.weights();
}
