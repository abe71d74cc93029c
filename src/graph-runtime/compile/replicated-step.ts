import { addAll, multiply } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { mean } from '../ops/reductions';
import { expandDims } from '../ops/shape';
import { concat } from '../ops/slicing';
import { identity, placeholder } from '../ops/variables';
import { updateAverages } from './average-weights';
import { checkFinite, weightGradients } from './backward';
import { allOutputs, lowerNetwork } from './lower-network';
import { NetworkLowering, type WeightUpdate } from './lowering-context';
import { objective, predict } from './network-loss';
import { optimizerScalars } from './optimizer-scalars';
import type { ProgramSignatures } from './program-signatures';
import type { Replica, ReplicatedStepOptions } from './replica';
import { buildSynchronizedReplicas } from './synchronized-replicas';
import { placeStepSeed } from './train-step';
import { updateStatistics, updateWeights, type WeightGradient } from './update-weights';

/**
 * A training step on several devices of one process: each takes its part of the batch forward and back, the gradients are added up in the order of
 * the parts, and the weights, of which there is one set, are updated once. The sums are those of `accumulate`, so that N replicas give the
 * weights that N micro-batches give, bit for bit. Running statistics become the mean of the replicas'. Where batch normalization is synchronized, it
 * is the step of the whole batch that is divided.
 */
export function buildReplicatedStep(
  graph: OpGraph,
  options: ReplicatedStepOptions,
): NonNullable<ProgramSignatures['train-in-replicas']> {
  const replicas = options.isSynchronized
    ? buildSynchronizedReplicas(graph, options)
    : buildReplicas(graph, options);
  const guard = graph.scoped('replicas', () =>
    graph.add(
      'NoOp',
      [],
      {},
      [],
      replicas.map((replica) => replica.guard),
    ),
  );
  const scalars = optimizerScalars(graph, options);
  const { optimizer, slots } = options;
  const changed = [
    ...updateWeights(graph, addGradients(graph, replicas), { optimizer, slots, scalars, guard }),
    ...updateStatistics(graph, addStatistics(graph, replicas), guard),
  ];
  const updates = [...changed, ...updateAverages(graph, options.weights, options.averages, changed)];
  const inputs = replicas.flatMap((replica, number) =>
    Object.entries(replica.inputs).map(([name, value]) => [`${number}/${name}`, value] as const),
  );
  return {
    inputs: { ...Object.fromEntries(inputs), ...scalars },
    outputs: graph.scoped('replicas/results', () => ({
      losses: identity(graph, inRows(graph, replicas, 'loss'), [guard, ...updates]),
      sums: identity(graph, inRows(graph, replicas, 'sums'), updates),
    })),
  };
}

function buildReplicas(graph: OpGraph, options: ReplicatedStepOptions): readonly Replica[] {
  const read = new Map<string, Value>();
  return Array.from({ length: options.replicas }, (_, device) =>
    graph.scoped(`replicas/${device}`, () => buildReplica(graph, device, read, options)),
  );
}

function buildReplica(
  graph: OpGraph,
  device: number,
  read: Map<string, Value>,
  { plan, weights, readBatch }: ReplicatedStepOptions,
): Replica {
  const seed = placeStepSeed(graph);
  const share = graph.scoped('feeds/share', () => placeholder(graph, 'float32', []));
  return graph.onDevice(device, () => {
    const batch = readBatch(seed);
    const lowering = new NetworkLowering(graph, 'train', weights, seed, { read });
    const network = lowerNetwork(plan, allOutputs(plan), lowering, batch);
    const { losses, sums } = predict(plan, network, lowering, batch);
    const loss = mean(graph, losses, [0]);
    const minimized = objective(plan, network, lowering, loss, batch);
    const guard = checkFinite(graph, minimized);
    const times = (value: Value) => multiply(graph, value, share);
    return {
      inputs: { ...batch.feeds, seed, share },
      ...{ loss, sums, guard },
      gradients: weightGradients(graph, minimized, lowering).map((entry) => ({
        ...entry,
        gradient: times(entry.gradient),
      })),
      statistics: lowering.updates.map(({ weight, value }) => ({ weight, value: times(value) })),
    };
  });
}

function addGradients(graph: OpGraph, replicas: readonly Replica[]): readonly WeightGradient[] {
  return (replicas[0]?.gradients ?? []).map((entry) => ({
    ...entry,
    gradient: addUp(graph, entry, replicas, ({ gradients }) =>
      gradients.flatMap(({ weight, gradient }) => (weight === entry.weight ? [gradient] : [])),
    ),
  }));
}

function addStatistics(graph: OpGraph, replicas: readonly Replica[]): readonly WeightUpdate[] {
  return (replicas[0]?.statistics ?? []).map((entry) => ({
    ...entry,
    value: addUp(graph, entry, replicas, ({ statistics }) =>
      statistics.flatMap(({ weight, value }) => (weight === entry.weight ? [value] : [])),
    ),
  }));
}

function addUp(
  graph: OpGraph,
  { weight }: Pick<WeightUpdate, 'weight'>,
  replicas: readonly Replica[],
  valuesOf: (replica: Replica) => readonly Value[],
): Value {
  return graph.scoped(`replicas/sum/${weight.name}`, () => addAll(graph, replicas.flatMap(valuesOf)));
}

/** A row for each replica. */
function inRows(graph: OpGraph, replicas: readonly Replica[], name: 'loss' | 'sums'): Value {
  const rows = replicas.map((replica) => expandDims(graph, replica[name], 0));
  return concat(graph, rows, 0);
}
