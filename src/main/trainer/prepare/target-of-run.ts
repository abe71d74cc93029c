import { failure } from '../../../contract/failures';
import type { NetworkPlan } from '../../../graph-runtime/compile/lower-network';
import { allOutputs, planNetwork } from '../../../graph-runtime/compile/lower-network';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import {
  type OutputChoice,
  type TargetsOfOutputs,
  targetOfOutput,
} from '../../../graph-runtime/targets/output-targets';
import { classBalanceOf, labelsOfTarget } from '../../../graph-runtime/targets/registry';
import type { TrainedTarget } from '../../../graph-runtime/targets/target-kind';
import type { FoundDataset } from '../../data/dataset-catalog';
import type { ExampleSource } from '../examples/example-source';
import { RunFailure } from '../protocol/trainer-failure';

/** Labels of examples that are counted before others are read. */
const EXAMPLES_AT_ONCE = 256;

/** What the outputs of a network choose to be trained for, each once. */
function choicesOf(analysis: NetworkAnalysis): readonly OutputChoice[] {
  const plan: NetworkPlan = planNetwork(analysis);
  const choices = allOutputs(plan).map(({ loss, parameters }) => loss.target(parameters));
  return [...new Map(choices.map((choice) => [keyOf(choice), choice])).values()];
}

function keyOf({ target, label }: OutputChoice): string {
  return JSON.stringify([target, label]);
}

/** Whether a run uses the labels of its data set, or the numbers and second images that lie among them. */
export function isLabeled(
  { description }: FoundDataset,
  training: TrainingSettings,
  analysis: NetworkAnalysis,
): boolean {
  const { numbers, seconds } = planNetwork(analysis);
  if (numbers !== null || seconds.length > 0) return true;
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
  const targets = new Map<string, TrainedTarget>();
  for (const choice of choicesOf(analysis)) {
    const plain = targetOfOutput(choice, description, training);
    if (plain === null) throw new RunFailure(failure('targets-missing', { name }));
    const weights = training.classWeights === 'balanced' ? await classWeightsOf(plain, source) : null;
    targets.set(keyOf(choice), { ...plain, classWeights: weights });
  }
  return (choice) => {
    const target = targets.get(keyOf(choice)) ?? targetOfOutput(choice, description, training);
    if (target === null) throw new RunFailure(failure('targets-missing', { name }));
    return target;
  };
}

/** Weights of the classes, counted among the training labels; null where the target has no use for them. */
async function classWeightsOf(
  target: TrainedTarget,
  source: Pick<ExampleSource, 'readTrainTargets' | 'split'>,
): Promise<readonly number[] | null> {
  const balance = classBalanceOf(target);
  if (balance === null) return null;
  const { train } = source.split;
  for (let start = 0; start < train.length; start += EXAMPLES_AT_ONCE) {
    const examples = train.subarray(start, start + EXAMPLES_AT_ONCE);
    balance.add(labelsOfTarget(source.readTrainTargets(examples), target, examples.length));
    // Masks may be gigabytes: whoever wants to stop the run is heard in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return balance.weights();
}
