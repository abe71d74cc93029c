import { failure } from '../../../contract/failures';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { classBalanceOf, targetKindFor, trainedTarget } from '../../../graph-runtime/targets/registry';
import type { TrainedTarget } from '../../../graph-runtime/targets/target-kind';
import type { FoundDataset } from '../../data/dataset-catalog';
import type { ExampleSource } from '../examples/example-source';
import { RunFailure } from '../protocol/trainer-failure';

/** Labels of examples that are counted before others are read. */
const EXAMPLES_AT_ONCE = 256;

/** Whether a run uses the labels of its data set. */
export function isLabeled({ description }: FoundDataset, training: TrainingSettings): boolean {
  return (targetKindFor(description.target, training)?.labels ?? null) !== null;
}

/**
 * What a run is trained for.
 *
 * @throws RunFailure `targets-missing` where the data set has no labels and none are chosen
 */
export async function targetOfRun(
  { description: { name, target } }: FoundDataset,
  training: TrainingSettings,
  source: Pick<ExampleSource, 'readTrainTargets' | 'split'>,
): Promise<TrainedTarget> {
  const plain = trainedTarget(target, training);
  if (plain === null) throw new RunFailure(failure('targets-missing', { name }));
  const balance = training.classWeights === 'balanced' ? classBalanceOf(plain) : null;
  if (balance === null) return plain;
  const { train } = source.split;
  for (let start = 0; start < train.length; start += EXAMPLES_AT_ONCE) {
    balance.add(source.readTrainTargets(train.subarray(start, start + EXAMPLES_AT_ONCE)));
    // Masks may be gigabytes: whoever wants to stop the run is heard in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ...plain, classWeights: balance.weights() };
}
