import { failure } from '../../../contract/failures';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { balancedClassWeights } from '../../../graph-runtime/targets/class-weights';
import { targetKindFor, trainedTarget } from '../../../graph-runtime/targets/registry';
import type { TrainedTarget } from '../../../graph-runtime/targets/target-kind';
import type { FoundDataset } from '../../data/dataset-catalog';
import type { ExampleSource } from '../examples/example-source';
import { RunFailure } from '../protocol/trainer-failure';

/** Whether a run uses the labels of its data set. */
export function isLabeled({ description }: FoundDataset, training: TrainingSettings): boolean {
  const { target, exampleShape } = description;
  return (targetKindFor(target, training)?.labelType(target, exampleShape) ?? null) !== null;
}

/**
 * What a run is trained for.
 *
 * @throws RunFailure `targets-missing` where the data set has no labels and none are chosen
 */
export function targetOfRun(
  { description: { name, target } }: FoundDataset,
  training: TrainingSettings,
  source: Pick<ExampleSource, 'trainLabels' | 'split'>,
): TrainedTarget {
  const plain = trainedTarget(target, training);
  if (plain === null) throw new RunFailure(failure('targets-missing', { name }));
  if (training.classWeights !== 'balanced' || plain.kind.takesClassWeights !== true) return plain;
  const labels = Array.from(source.split.train, (index) => source.trainLabels[index] ?? 0);
  return { ...plain, classWeights: balancedClassWeights(labels, plain.size) };
}
