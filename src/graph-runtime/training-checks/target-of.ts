import { ONE_CLASS, type TargetSettings, trainedTarget } from '../targets/registry';
import type { TrainedTarget } from '../targets/target-kind';
import type { TrainingData } from './check';

/** What a network is trained for; null where its data set is not here, or has no labels to be trained for. */
export function targetOf({
  data,
  settings,
}: {
  readonly data: TrainingData | null;
  readonly settings: TargetSettings;
}): TrainedTarget | null {
  if (data === null) return null;
  if (data.targets !== undefined) return trainedTarget(data.targets, settings);
  const target = trainedTarget(ONE_CLASS.description, settings);
  return target && { ...target, size: data.classCount };
}

/** The shape that the outputs of a network must be given; null where it is not known. */
export function wantedShape(
  context: Parameters<typeof targetOf>[0],
  inputShape: readonly number[],
): readonly number[] | null {
  const target = targetOf(context);
  return target === null ? null : target.kind.outputShape(target.size, inputShape);
}
