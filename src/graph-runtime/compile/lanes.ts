import type { Cost } from '../infer/analysis';
import { integers, scalar } from '../ops/constant';
import { addAll, multiply } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { mean, sum } from '../ops/reductions';
import { concat, splitEvenly } from '../ops/slicing';
import { type Batch, type Preparation, prepareImages, type StoredBatch } from './data-input';
import { lowerNetwork, type NetworkPlan } from './lower-network';
import { NetworkLowering } from './lowering-context';
import { objective, predict } from './network-loss';
import type { Signature } from './signature';
import { type TrainStepOptions, trainBy } from './train-step';
import type { ProgramWeight } from './weights';

/**
 * A small step in lanes. Where an op takes a fraction of a millisecond, dividing each op among the cores costs as much as it
 * brings: the cores meet a hundred times in a step. So the batch is divided instead, evenly; each lane takes its examples through
 * the whole network on one core, and the cores meet once, where the lanes' gradients are averaged. LeNet's step takes a fifth
 * less. Large ops fill all cores by themselves, and lanes would only read the weights once more for each (AlexNet: 14% slower).
 */

/** The most multiply-accumulates of a batch, forward, that count as small: a step of some 30 ms. */
const SMALL_STEP = 1e9;
/** The most weights: each lane has a gradient of its own for every one. */
const FEW_WEIGHTS = 1e6;
/** The fewest examples that are worth a lane: below, calling the ops takes longer than computing them. */
const FEWEST_EXAMPLES = 32;

/** In how many lanes a step of the batch size is best made on so many cores; 1: whole. */
export function laneCount(
  cost: Pick<Cost, 'multiplyAccumulates' | 'trainableParameters'>,
  batchSize: number,
  cores: number,
): number {
  const isSmall =
    cost.multiplyAccumulates * batchSize <= SMALL_STEP && cost.trainableParameters <= FEW_WEIGHTS;
  if (!isSmall) return 1;
  let lanes = Math.max(1, Math.min(cores, Math.floor(batchSize / FEWEST_EXAMPLES)));
  while (batchSize % lanes !== 0) lanes -= 1;
  return lanes;
}

/** A stored batch in equal parts: the batch's size must divide by their number. */
function divide(
  graph: OpGraph,
  { images, labels, feeds }: StoredBatch,
  preparation: Preparation,
  lanes: number,
): readonly Batch[] {
  const labelParts = splitEvenly(graph, labels, lanes, 0);
  return splitEvenly(graph, images, lanes, 0).map((part, lane) => ({
    feeds,
    examples: prepareImages(graph, part, preparation).examples,
    labels: labelParts[lane] ?? labels,
  }));
}

export interface LanesOptions extends Omit<TrainStepOptions, 'batch' | 'isInParts'> {
  readonly batch: StoredBatch;
  readonly preparation: Preparation;
  readonly lanes: number;
}

/**
 * The training step in lanes: takes and gives what `train` does, for batches whose size divides by the number of lanes. The same
 * numbers but for rounding, because the mean over the batch is the mean of the lanes' means. Not for networks in which examples
 * meet (batch normalisation) or that draw random numbers: lanes would draw the same.
 */
export function buildStepInLanes(graph: OpGraph, options: LanesOptions): Signature {
  const { plan, batch, weights, seed, preparation, lanes } = options;
  return graph.scoped('lanes', () => {
    const lowering = new NetworkLowering(graph, 'train', weights, seed);
    const results = divide(graph, batch, preparation, lanes).map((part) => {
      const network = lowerNetwork(plan, [plan.main, ...plan.auxiliary], lowering, part.examples);
      const { losses, correct } = predict(plan, network, lowering, part.labels);
      const loss = mean(graph, losses, [0]);
      return { loss, correct, minimized: objective(plan, network, lowering, loss, part) };
    });
    if (!lowering.isDivisible) throw new Error('examples meet in this network, or it draws random numbers');
    const meanOf = (values: readonly Value[]) =>
      multiply(graph, addAll(graph, values), scalar(graph, 1 / lanes));
    const pass = {
      lowering,
      loss: meanOf(results.map(({ loss }) => loss)),
      correct: addAll(
        graph,
        results.map(({ correct }) => correct),
      ),
      minimized: meanOf(results.map(({ minimized }) => minimized)),
    };
    return trainBy(graph, pass, options);
  });
}

/** Evaluation in lanes: takes and gives what `evaluate` does, for batches whose size divides by the number of lanes. */
export function buildEvaluationInLanes(
  graph: OpGraph,
  plan: NetworkPlan,
  weights: readonly ProgramWeight[],
  batch: StoredBatch,
  preparation: Preparation,
  lanes: number,
): Signature {
  return graph.scoped('lanes', () => {
    const lowering = new NetworkLowering(graph, 'evaluate', weights, integers(graph, [0, 0]));
    const results = divide(graph, batch, preparation, lanes).map((part) => {
      const network = lowerNetwork(plan, [plan.main], lowering, part.examples);
      const { losses, correct, probabilities } = predict(plan, network, lowering, part.labels);
      return { loss: sum(graph, losses, [0]), correct, probabilities };
    });
    return {
      inputs: batch.feeds,
      outputs: {
        loss: addAll(
          graph,
          results.map(({ loss }) => loss),
        ),
        correct: addAll(
          graph,
          results.map(({ correct }) => correct),
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
