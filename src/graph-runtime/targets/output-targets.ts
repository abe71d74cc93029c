import type { TargetDescription } from '../datasets/target-description';
import { classBalanceOf, type TargetSettings, trainedTarget } from './registry';
import type { TrainedTarget } from './target-kind';

/** What an output chooses to be trained for; `auto`: what the training settings say for all. */
export const OUTPUT_TARGETS = ['auto', 'labels', 'input', 'pair', 'triplet'] as const;
export type OutputTarget = (typeof OUTPUT_TARGETS)[number];

/** What an output is to be compared with. */
export interface OutputChoice {
  readonly target: OutputTarget;
  /** The name of a label; empty: the first of the data set, or its only one. */
  readonly label: string;
}

/** What each output of a network is trained for, by its choice. */
export type TargetsOfOutputs = (choice: OutputChoice) => TrainedTarget;

/** What an output with such a choice is trained for on a data set; null: it has no labels, or none of that name, and they are chosen. */
export function targetOfOutput(
  { target: choice, label }: OutputChoice,
  description: TargetDescription,
  settings: TargetSettings,
  classWeights: readonly number[] | null = null,
): TrainedTarget | null {
  const chosen = choice === 'auto' ? settings : { ...settings, target: choice };
  // What needs no labels of its own asks for no name.
  const target = trainedTarget(description, chosen, classWeights, label);
  if (target === null || classBalanceOf(target) !== null) return target;
  // Weights are of the labels: an output that gives back the input has no use for them.
  return { ...target, classWeights: null };
}

/** The same for all outputs, whatever they choose. */
export function sameForAll(target: TrainedTarget): TargetsOfOutputs {
  return () => target;
}
