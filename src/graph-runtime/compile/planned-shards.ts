import type { TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { OpGraph } from '../ops/op-graph';
import { placeholder } from '../ops/variables';
import { isInParts } from '../settings/per-step-batch';
import { allOutputs, lowerNetwork, planNetwork } from './lower-network';
import { NetworkLowering } from './lowering-context';
import { isMixing } from './mix-examples';
import { shardCount } from './sharded-step';
import { placeStepSeed } from './train-step';
import { declareWeights } from './weights';

/**
 * The number of shards in which a network's steps are best made with these settings; 1: whole. Known before the program is built, because the engine's
 * threads depend on it, and what the program is built for depends on the engine.
 *
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export function plannedShards(
  analysis: NetworkAnalysis,
  settings: Partial<TrainingSettings>,
  cores: number,
): number {
  const { augmentation = [], imageFit, batchSize = 1, replicas = 1, mixup, cutMix } = settings;
  // Replicas divide the batch themselves.
  if (replicas > 1) return 1;
  // Shards would draw the same random numbers.
  if (augmentation.length > 0 || imageFit === 'crop' || isInParts(settings)) return 1;
  // An example may be mixed with one of another shard.
  if (isMixing({ mixup, cutMix })) return 1;
  const shards = shardCount(analysis.cost, batchSize, cores);
  return shards > 1 && isDataParallel(analysis) ? shards : 1;
}

/** Whether a small network's step can be divided: its layers say so as they are lowered, in a graph that is thrown away. */
function isDataParallel(analysis: NetworkAnalysis): boolean {
  const graph = new OpGraph();
  const plan = planNetwork(analysis);
  const weights = declareWeights(graph, analysis, plan.paths);
  const lowering = new NetworkLowering(graph, 'train', weights, placeStepSeed(graph));
  const examples = placeholder(graph, 'float32', [null, ...plan.input.shape]);
  const numbers = plan.numbers && placeholder(graph, 'float32', [null, ...plan.numbers.shape]);
  const seconds = new Map(
    plan.seconds.map(({ path, shape }) => [path, placeholder(graph, 'float32', [null, ...shape])]),
  );
  lowerNetwork(plan, allOutputs(plan), lowering, { examples, seconds, ...(numbers && { numbers }) });
  return lowering.isDataParallel;
}
