import type { WiredNode } from '../infer/wiring';
import { type OutputChoice, targetOfOutput } from '../targets/output-targets';
import { ONE_CLASS, type TargetSettings } from '../targets/registry';
import type { TrainedTarget } from '../targets/target-kind';
import type { TrainingData } from './check';

interface TargetContext {
  readonly data: TrainingData | null;
  readonly settings: TargetSettings;
}

/** What an output is trained for; null where its data set is not here, or has no labels to be trained for. */
export function targetOf(
  { data, settings }: TargetContext,
  { layer, node }: Pick<WiredNode, 'layer' | 'node'>,
): TrainedTarget | null {
  return targetOfChoice({ data, settings }, choiceOf({ layer, node }));
}

/** What an output chooses to be compared with. */
export function choiceOf({ layer, node }: Pick<WiredNode, 'layer' | 'node'>): OutputChoice {
  return layer?.loss?.target(node.parameters) ?? { target: 'auto', label: '' };
}

function targetOfChoice({ data, settings }: TargetContext, choice: OutputChoice): TrainedTarget | null {
  if (data === null) return null;
  if (data.targets !== undefined) return targetOfOutput(choice, data.targets, settings);
  const target = targetOfOutput(choice, ONE_CLASS.description, settings);
  return target && { ...target, size: data.classCount };
}

/** Whether an output is trained for one class an example, and of how many; 0: it is not. */
export function classesOf(context: TargetContext, output: Pick<WiredNode, 'layer' | 'node'>): number {
  const target = targetOf(context, output);
  return target?.kind.takesSingleScore === true ? target.size : 0;
}

/**
 * The shape that an output must be given; null where it is not known.
 *
 * @param received what it is given, which may be one score for two classes
 */
export function wantedShape(
  context: TargetContext,
  output: Pick<WiredNode, 'layer' | 'node'>,
  inputShape: readonly number[],
  received: readonly number[],
): readonly number[] | null {
  const target = targetOf(context, output);
  if (target === null) return null;
  const { kind, size, description } = target;
  const single = kind.singleShape?.(size, inputShape) ?? null;
  return `${single}` === `${received}` ? received : kind.outputShape(size, inputShape, description);
}

/** Whether an output compares images with one another. */
export function isComparing(output: Pick<WiredNode, 'layer' | 'node'>): boolean {
  const { target } = choiceOf(output);
  return target === 'pair' || target === 'triplet';
}
