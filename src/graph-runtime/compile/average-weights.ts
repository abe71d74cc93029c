import { scalar } from '../ops/constant';
import { add, multiply } from '../ops/elementwise';
import type { OpGraph, OpNode } from '../ops/op-graph';
import { assignVariable, readVariable, variable } from '../ops/variables';
import type { ProgramWeight } from './weights';

/** Averages of a network's weights, by which it is evaluated and saved. */
export interface WeightAverages {
  /** What a step keeps of the average. */
  readonly decay: number;
  /** With the names of the weights that they are of, and variables of their own. */
  readonly weights: readonly ProgramWeight[];
}

/** Where the state has the weights that are trained, beside their averages, which have the weights' names. */
export const TRAINED = '/slot/trained';

/** Declares an average for every weight and running statistic; undefined where the settings want none. */
export function declareAverages(
  graph: OpGraph,
  weights: readonly ProgramWeight[],
  decay: number | undefined,
): WeightAverages | undefined {
  if (decay === undefined) return undefined;
  return {
    decay,
    weights: weights.map((weight) => {
      const name = `${weight.name}/average`;
      const own = graph.scoped(`variables/${name}`, () => variable(graph, name, weight.description.shape));
      return { ...weight, variable: own };
    }),
  };
}

/**
 * `average = decay · average + (1 − decay) · weight` with the weights after a step, running statistics among them, as timm's and torchvision's
 * averaged models have it. What is frozen stays what it is.
 *
 * @param updates of the step
 */
export function updateAverages(
  graph: OpGraph,
  weights: readonly ProgramWeight[],
  averages: WeightAverages | undefined,
  updates: readonly OpNode[],
): readonly OpNode[] {
  if (averages === undefined) return [];
  const { decay } = averages;
  const done = graph.scoped('average', () => graph.add('NoOp', [], {}, [], updates));
  return weights.flatMap((weight, at) => {
    const average = averages.weights[at];
    if (average === undefined || weight.description.isFrozen === true) return [];
    return graph.scoped(`average/${weight.name}`, () => {
      const kept = multiply(graph, readVariable(graph, average.variable), scalar(graph, decay));
      const value = readVariable(graph, weight.variable, [done]);
      const next = add(graph, kept, multiply(graph, value, scalar(graph, 1 - decay)));
      return [assignVariable(graph, average.variable, next)];
    });
  });
}
