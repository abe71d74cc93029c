import type { NetworkAnalysis } from '../infer/analysis';
import { constant, integers } from '../ops/constant';
import { divide, subtract } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { identity, placeholder } from '../ops/variables';
import { lowerNetwork, type NetworkPlan } from './lower-network';
import { NetworkLowering } from './lowering-context';
import { prepareImages, prepareSecond } from './prepare-images';
import type { ProgramWeight } from './weights';

/** What goes into a network that predicts, and what comes out. */
export interface Scores {
  /** Float32 `[batch, ...input shape]`; images as numbers in [0, 1]. */
  readonly examples: Value;
  /** Beside them, float32 `[batch, numbers]`, as the data set has them standardized, or as they were measured; null where the network takes none. */
  readonly numbers: Value | null;
  /** Second images as numbers in [0, 1], float32 `[batch, ...input shape]`, by the paths of the inputs that take them. */
  readonly seconds: ReadonlyMap<string, Value>;
  /** What enters the first main output, float32 `[batch, ...output shape]`. */
  readonly scores: Value;
  /** What enters each main output, in document order. */
  readonly all: readonly Value[];
}

/** Numbers that enter as they were measured. */
export interface MeasuredNumbers {
  readonly entry: string;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

function standardize(graph: OpGraph, numbers: Value, { mean, deviation }: MeasuredNumbers): Value {
  const row = (values: readonly number[]) => constant(graph, values, [values.length]);
  return divide(graph, subtract(graph, numbers, row(mean)), row(deviation));
}

/**
 * Appends a network that only predicts, with the normalization of its examples.
 *
 * @param entry the name of what goes in
 * @param measured where numbers beside examples enter as they were measured: what standardizes them, and the name of what goes in
 */
export function lowerScores(
  graph: OpGraph,
  { document: { training } }: NetworkAnalysis,
  plan: NetworkPlan,
  weights: readonly ProgramWeight[],
  entry: string,
  measured?: MeasuredNumbers,
): Scores {
  const { shape } = plan.input;
  const examples = graph.scoped(entry, () => placeholder(graph, 'float32', [null, ...shape]));
  const preparation = { inputShape: shape, normalization: training.normalization };
  const prepared = graph.scoped('prepared', () => prepareImages(graph, examples, preparation));
  const lowering = new NetworkLowering(graph, 'evaluate', weights, integers(graph, [training.seed, 0]));
  const { numbers: taken } = plan;
  const numbers =
    taken &&
    graph.scoped(measured?.entry ?? taken.path, () => placeholder(graph, 'float32', [null, ...taken.shape]));
  const standardized =
    numbers && measured ? graph.scoped('standardized', () => standardize(graph, numbers, measured)) : numbers;
  const seconds = new Map(
    plan.seconds.map((second) => {
      const given = graph.scoped(second.path, () => placeholder(graph, 'float32', [null, ...second.shape]));
      return [second.path, given] as const;
    }),
  );
  const preparedSeconds = graph.scoped('prepared', () =>
    plan.seconds.flatMap(({ path, shape: wanted }) => {
      const given = seconds.get(path);
      return given === undefined
        ? []
        : [[path, prepareSecond(graph, given, wanted, training.normalization)] as const];
    }),
  );
  const entering = {
    ...{ examples: prepared.examples, seconds: new Map(preparedSeconds) },
    ...(standardized && { numbers: standardized }),
  };
  const network = lowerNetwork(plan, plan.mains, lowering, entering);
  const all = plan.mains.map(({ path }, at) => {
    const [entering] = network.inputsOf(path);
    if (entering === undefined) throw new Error(`nothing enters ${path}`);
    return graph.scoped(at === 0 ? 'scores' : `scores/${path}`, () => identity(graph, entering));
  });
  const [scores] = all;
  if (scores === undefined) throw new Error('a main output is needed');
  return { examples, numbers, seconds, scores, all };
}
