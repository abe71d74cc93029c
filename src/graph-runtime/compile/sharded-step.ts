import type { Cost } from '../infer/analysis';
import { integers, scalar } from '../ops/constant';
import { addAll, multiply } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { mean, sum } from '../ops/reductions';
import { concat, splitEvenly } from '../ops/slicing';
import type { Batch, StoredBatch } from './data-input';
import { allOutputs, lowerNetwork, type NetworkPlan } from './lower-network';
import { NetworkLowering } from './lowering-context';
import { objective, predict } from './network-loss';
import { type Preparation, prepareImages } from './prepare-images';
import type { ProgramSignatures } from './program-signatures';
import { trainBy } from './train-step';
import type { TrainStepOptions } from './train-step-options';
import type { ProgramWeight } from './weights';

/**
 * A small step in shards (data parallelism inside a step). Where an op takes a fraction of a millisecond, dividing each op among the cores costs as much as it
 * brings: the cores meet a hundred times in a step. So the batch is divided instead, evenly; each shard takes its examples through
 * the whole network on one core, and the cores meet once, where the shards' gradients are averaged. LeNet's step takes a fifth
 * less. Large ops fill all cores by themselves, and shards would only read the weights once more for each (AlexNet: 14% slower).
 */

/** The most multiply-accumulates of a batch, forward, that count as small: a step of some 30 ms. */
const SMALL_STEP = 1e9;
/** The most weights: each shard has its own gradient for every one. */
const FEW_WEIGHTS = 1e6;
/** The fewest examples that are worth a shard: below, calling the ops takes longer than computing them. */
const FEWEST_EXAMPLES = 32;

/** Number of shards a step of the batch size is best made on this many cores; 1: whole. */
export function shardCount(
  cost: Pick<Cost, 'multiplyAccumulates' | 'trainableParameters'>,
  batchSize: number,
  cores: number,
): number {
  const isSmall =
    cost.multiplyAccumulates * batchSize <= SMALL_STEP && cost.trainableParameters <= FEW_WEIGHTS;
  if (!isSmall) return 1;
  let shards = Math.max(1, Math.min(cores, Math.floor(batchSize / FEWEST_EXAMPLES)));
  while (batchSize % shards !== 0) shards -= 1;
  return shards;
}

/** A stored batch in equal parts: the batch's size must divide by their number. */
function divide(
  graph: OpGraph,
  { images, labels, numbers, seconds, feeds }: StoredBatch,
  preparation: Preparation,
  shards: number,
): readonly Batch[] {
  const parts = [...labels].map(([kind, all]) => ({ kind, parts: splitEvenly(graph, all, shards, 0) }));
  const besides = numbers && splitEvenly(graph, numbers, shards, 0);
  const others = [...(seconds ?? [])].map(([path, all]) => ({
    path,
    parts: splitEvenly(graph, all, shards, 0),
  }));
  return splitEvenly(graph, images, shards, 0).map((part, shard) => ({
    feeds,
    numbers: besides?.[shard],
    seconds: partsOf(others.map(({ path, parts: ofPath }) => [path, ofPath[shard]] as const)),
    examples: prepareImages(graph, part, preparation).examples,
    labels: partsOf(parts.map(({ kind, parts: ofKind }) => [kind, ofKind[shard]] as const)),
  }));
}

function partsOf(
  parts: readonly (readonly [key: string, part: Value | undefined])[],
): ReadonlyMap<string, Value> {
  return new Map(parts.flatMap(([key, part]) => (part === undefined ? [] : [[key, part] as const])));
}

type Sharded<N extends 'train' | 'evaluate'> = NonNullable<ProgramSignatures[`${N}-in-shards`]>;

export interface ShardedStepOptions extends Omit<TrainStepOptions, 'batch' | 'isInParts'> {
  readonly batch: StoredBatch;
  readonly preparation: Preparation;
  readonly shards: number;
}

/**
 * The training step in shards: takes and gives what `train` does, for batches whose size divides by the number of shards. The same
 * numbers but for rounding, because the mean over the batch is the mean of the shards' means. Not for networks in which examples
 * meet (batch normalization) or that draw random numbers: shards would draw the same.
 */
export function buildShardedStep(graph: OpGraph, options: ShardedStepOptions): Sharded<'train'> {
  const { plan, batch, weights, seed, preparation, shards } = options;
  return graph.scoped('shards', () => {
    const lowering = new NetworkLowering(graph, 'train', weights, seed);
    const results = divide(graph, batch, preparation, shards).map((part) => {
      const network = lowerNetwork(plan, allOutputs(plan), lowering, part);
      const { losses, sums } = predict(plan, network, lowering, part);
      const loss = mean(graph, losses, [0]);
      return { loss, sums, minimized: objective(plan, network, lowering, loss, part) };
    });
    if (!lowering.isDataParallel)
      throw new Error('examples meet in this network, or it draws random numbers');
    const meanOf = (values: readonly Value[]) =>
      multiply(graph, addAll(graph, values), scalar(graph, 1 / shards));
    const pass = {
      lowering,
      loss: meanOf(results.map(({ loss }) => loss)),
      sums: addAll(
        graph,
        results.map(({ sums }) => sums),
      ),
      minimized: meanOf(results.map(({ minimized }) => minimized)),
    };
    return trainBy(graph, pass, options);
  });
}

/** Evaluation in shards: takes and gives what `evaluate` does, for batches whose size divides by the number of shards. */
export function buildShardedEvaluation(
  graph: OpGraph,
  plan: NetworkPlan,
  weights: readonly ProgramWeight[],
  batch: StoredBatch,
  preparation: Preparation,
  shards: number,
): Sharded<'evaluate'> {
  return graph.scoped('shards', () => {
    const lowering = new NetworkLowering(graph, 'evaluate', weights, integers(graph, [0, 0]));
    const results = divide(graph, batch, preparation, shards).map((part) => {
      const network = lowerNetwork(plan, plan.mains, lowering, part);
      const { losses, sums, probabilities } = predict(plan, network, lowering, part);
      return { loss: sum(graph, losses, [0]), sums, probabilities };
    });
    return {
      inputs: batch.feeds,
      outputs: {
        loss: addAll(
          graph,
          results.map(({ loss }) => loss),
        ),
        sums: addAll(
          graph,
          results.map(({ sums }) => sums),
        ),
        probabilities: concat(
          graph,
          results.map(({ probabilities }) => probabilities),
          0,
        ),
      },
    };
  });
}
