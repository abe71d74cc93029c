import type { TargetDescription } from '../datasets/target-description';
import { classBalanceOf, type TargetSettings, trainedTarget } from './registry';
import type { TrainedTarget } from './target-kind';

/** What an output chooses to be trained for; `auto`: what the training settings say for all. */
export const OUTPUT_TARGETS = ['auto', 'labels', 'input', 'pair', 'triplet'] as const;
export type OutputTarget = (typeof OUTPUT_TARGETS)[number];

/** What each output of a network is trained for, by its choice. */
export type TargetsOfOutputs = (choice: OutputTarget) => TrainedTarget;

/** What an output with such a choice is trained for on a data set; null: it has no labels, and none are chosen. */
export function targetOfOutput(
  choice: OutputTarget,
  description: TargetDescription,
  settings: TargetSettings,
  classWeights: readonly number[] | null = null,
): TrainedTarget | null {
  const chosen = choice === 'auto' ? settings : { ...settings, target: choice };
  const target = trainedTarget(description, chosen, classWeights);
  if (target === null || classBalanceOf(target) !== null) return target;
  // Weights are of the labels: an output that gives back the input has no use for them.
  return { ...target, classWeights: null };
}

/** The same for all outputs, whatever they choose. */
export function sameForAll(target: TrainedTarget): TargetsOfOutputs {
  return () => target;
}
