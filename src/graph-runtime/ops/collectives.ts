import { attr } from './attributes';
import { scalar } from './constant';
import { addAll } from './elementwise';
import type { Attribute, OpGraph, Value } from './op-graph';
import { reshape } from './shape';
import { slice } from './slicing';
import { identity } from './variables';

/** All processes that train one network together. */
const GROUP_KEY = 1;

/** None: the others may pause, evaluate or write. One that is gone breaks its connections, which ends a gathering. */
const NO_LIMIT = 0;

/** Pieces are exchanged when all processes are known to be there; an exchange does not end by itself when one goes in its midst. */
const EXCHANGE_SECONDS = 30;

/** Operations of a sum, which each have a key. */
const OPERATIONS = 3;

const GATHER = 'CollectiveGather';
/** The key of the first small vector: above those of sums. */
const FIRST_VECTOR = 1_000;

/**
 * One sum over all processes of a group, which all of them get: the vectors added up element by element in the order of the processes,
 * ((first + second) + third) + ..., so that it is rounded as sums made one after the other in one process are. Each sends a piece to each other
 * process, which adds up its piece, and gathers the sums: the traffic of a ring, whose order of additions differs from piece to piece.
 *
 * TensorFlow's newer ops find each other only in a call that also has one of the older ones: here the gatherings.
 *
 * @param x float32 `[processes * n]`
 * @param instance tells the sums of one graph apart; the same in all processes
 */
export function sumOverProcesses(graph: OpGraph, x: Value, processes: number, instance: number): Value {
  const length = (x.shape[0] ?? 0) / processes;
  const key = OPERATIONS * instance;
  const met = gatherOverProcesses(graph, slice(graph, x, [0], [1]), processes, key);
  const ready = identity(graph, reshape(graph, x, [processes, length]), [met.op]);
  const exchanged = exchangePieces(graph, ready, processes, key + 1);
  const received = Array.from({ length: processes }, (_, rank) =>
    reshape(graph, slice(graph, exchanged, [rank, 0], [1, length]), [length]),
  );
  return gatherOverProcesses(graph, addAll(graph, received), processes, key + 2);
}

/**
 * Small vectors of one size of all processes, by rank. They are gathered one after the other, in the order in which they are added to the
 * graph: in another order, processes would wait for one another.
 */
export function everyonesVectors(graph: OpGraph, x: Value, processes: number): readonly Value[] {
  const before = graph.ops.filter(({ op, attributes }) => op === GATHER && keyOf(attributes) >= FIRST_VECTOR);
  const last = before.at(-1);
  const own = identity(graph, x, last === undefined ? [] : [last]);
  const length = x.shape[0] ?? 0;
  const joined = gatherOverProcesses(graph, own, processes, FIRST_VECTOR + before.length);
  return Array.from({ length: processes }, (_, rank) => slice(graph, joined, [rank * length], [length]));
}

function keyOf(attributes: Readonly<Record<string, Attribute>>): number {
  const key = attributes.instance_key;
  return key?.kind === 'int' ? key.value : 0;
}

/** Row `n` of x goes to process `n`; row `n` of the result came from it. */
function exchangePieces(graph: OpGraph, x: Value, processes: number, instance: number): Value {
  const keys = [processes, GROUP_KEY, instance].map((key) => scalar(graph, key, 'int32'));
  const attributes = {
    T: attr.type('float32'),
    communication_hint: attr.string('auto'),
    timeout_seconds: attr.float(EXCHANGE_SECONDS),
    is_stateless: attr.bool(false),
    Nordering_token: attr.int(0),
  };
  return graph.value('CollectiveAllToAllV2', [x, ...keys], attributes, 'float32', x.shape);
}

/** The vectors of all processes, one after the other. */
function gatherOverProcesses(graph: OpGraph, x: Value, processes: number, instance: number): Value {
  const shape = [processes * (x.shape[0] ?? 0)];
  const attributes = {
    T: attr.type('float32'),
    group_size: attr.int(processes),
    group_key: attr.int(GROUP_KEY),
    instance_key: attr.int(instance),
    shape: attr.shape(shape),
    communication_hint: attr.string('auto'),
    timeout_seconds: attr.float(NO_LIMIT),
  };
  return graph.value(GATHER, [x], attributes, 'float32', shape);
}
