import {
  type ExampleNumbers,
  numbersOfExamples,
  secondImageNamed,
  type TargetDescription,
} from '../datasets/target-description';
import { type NetworkPlan, targetsOfPlan } from './lower-network';
import type { SecondImage } from './prepare-images';

/* What inputs of a network take beside the examples, as the data set has it. */

/** What is known of the numbers that a network takes beside the examples of its data set; null: it takes none, or there are none. */
export function numbersOfPlan(plan: NetworkPlan): ExampleNumbers | null {
  if (plan.numbers === null) return null;
  const found = labelsOfPlan(plan).map(numbersOfExamples);
  return found.find((numbers) => numbers !== null) ?? null;
}

/** The second images that inputs of a network take; those that the data set has not are missing. */
export function secondsOfPlan(plan: NetworkPlan): readonly SecondImage[] {
  const all = labelsOfPlan(plan);
  return plan.seconds.flatMap(({ path, shape, label }) => {
    const found = all.map((labels) => secondImageNamed(labels, label)).find((named) => named !== null);
    return found ? [{ path, shape, description: found.description, column: found.column ?? undefined }] : [];
  });
}

/** What the data set has as labels, as far as it is known by what the outputs are compared with. */
function labelsOfPlan(plan: NetworkPlan): readonly TargetDescription[] {
  return targetsOfPlan(plan).map(({ column, description }) => column?.of ?? description);
}
