import type { OpGraph, Value } from '../ops/op-graph';
import { placeholder } from '../ops/variables';
import type { Optimizer } from '../settings/optimizers/registry';
import type { ProgramWeight } from './weights';

/**
 * The numbers that an optimizer wants in each step. Each follows from the learning rate, so that weights with a factor of it
 * (`learningRateFactor`) have their own, computed from the rate times the factor: it holds for every optimizer alike.
 */
export type ScalarSource = {
  readonly optimizer: Pick<Optimizer, 'scalars' | 'settings'>;
  readonly weights: readonly ProgramWeight[];
};

/** How one of an optimizer's numbers is called for weights that learn at a factor of the rate. */
export function scalarName(name: string, rateFactor = 1): string {
  return rateFactor === 1 ? name : `${name}-at-${rateFactor}`;
}

/** One placeholder for each number that is fed in every step. */
export function optimizerScalars(graph: OpGraph, source: ScalarSource): Readonly<Record<string, Value>> {
  const names = Object.keys(scalarsAt(source, source.optimizer.settings.learningRate, 1));
  return Object.fromEntries(
    names.map((name) => [
      name,
      graph.scoped(`feeds/optimizer/${name}`, () => placeholder(graph, 'float32', [])),
    ]),
  );
}

/** The numbers of one step, in double precision. `step` counts from 1. */
export function scalarsAt(
  { optimizer, weights }: ScalarSource,
  learningRate: number,
  step: number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [1, ...rateFactorsOf(weights)].flatMap((factor) =>
      Object.entries(optimizer.scalars(learningRate * factor, step)).map(
        ([name, value]): [string, number] => [scalarName(name, factor), value],
      ),
    ),
  );
}

/** The factors other than 1 at which weights learn, in ascending order. */
function rateFactorsOf(weights: readonly ProgramWeight[]): readonly number[] {
  const factors = new Set(
    weights.flatMap(({ description: { isTrainable, rateFactor = 1 } }) =>
      isTrainable && rateFactor !== 1 ? [rateFactor] : [],
    ),
  );
  return [...factors].sort((a, b) => a - b);
}
