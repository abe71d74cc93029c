import { failure } from '../../../contract/failures';
import { type AttributionEnds, buildAttribution } from '../../../graph-runtime/compile/attribution';
import type { Value } from '../../../graph-runtime/ops/op-graph';
import { availableMemory } from '../../machine/available-memory';
import { type Feeds, NativeSession } from '../engine/native-session';
import { float32, type TensorData } from '../engine/tensor-data';
import type { PreparedRun } from '../program/prepared-run';
import { RunFailure } from '../protocol/trainer-failure';
import { floats } from './inspected-tensor';
import { outputOfNode } from './node-values';

/** How one number in a network depends on a node's output, for one image. */
export interface Attributed {
  /** The output of the first node, `[height, width, channels]` of maps. */
  readonly shape: readonly number[];
  readonly start: Float32Array;
  /** Of the same shape. */
  readonly gradient: Float32Array;
  /** The last node's output, of which one number was chosen. */
  readonly end: Float32Array;
  /** Whether it is a linear function of `start`, plus a constant. */
  readonly isLinear: boolean;
}

/** Copies of what is fed while a call is made: the values here, and the engine's own. */
const COPIES = 3;

/**
 * The gradient of one number of a node's output (or of one score) by another node's output, with the run's weights as they are. It is
 * computed in its own session, so that the run's graph has no part of it.
 *
 * @param feeds what the network is fed for a sample
 * @param chosen place of the number in the last node's output
 * @throws RunFailure when a node is not computed, or memory is too short for a copy of the weights in between
 */
export async function attribute(
  run: PreparedRun,
  ends: AttributionEnds,
  feeds: Feeds,
  chosen: number,
): Promise<Attributed> {
  const { program, analysis, session, document } = run;
  const { inputs } = program.signatures.activations;
  const start = outputOfNode(run, ends.from);
  if (ends.to !== null) outputOfNode(run, ends.to);
  const fetched = floats(session.run({ inputs, outputs: { start } }, feeds).start);
  const { productType, isForCard, capabilities } = program.graph;
  const part = buildAttribution(analysis, program.plan, ends, { productType, isForCard, capabilities });
  const weights = readSome(run, [...part.weights.keys()]);
  const endShape = part.end.shape.map((size) => size ?? 1);
  const seed = new Float32Array(endShape.reduce((product, size) => product * size, 1));
  seed[chosen] = 1;
  const copy = await NativeSession.create(part.graph, document.training.device);
  try {
    const fed = {
      start: part.start,
      seed: part.seed,
      ...(part.numbers && { numbers: part.numbers }),
      ...Object.fromEntries([...part.seconds].map(([second, value]) => [`entering ${second}`, value])),
      ...Object.fromEntries([...part.weights].map(([name, value]) => [`weight ${name}`, value])),
    };
    const wanted: Readonly<Record<string, Value>> = {
      end: part.end,
      ...(part.gradient && { gradient: part.gradient }),
    };
    const { numbers } = feeds;
    const given = {
      start: float32(fetched.values, fetched.shape),
      seed: float32(seed, endShape),
      ...(part.numbers && numbers && { numbers }),
      ...enteringSeconds(run, [...part.seconds.keys()], feeds),
    };
    const found = copy.run({ inputs: fed, outputs: wanted }, { ...given, ...weights });
    return {
      shape: fetched.shape.slice(1),
      start: fetched.values,
      gradient:
        part.gradient === null ? new Float32Array(fetched.values.length) : floats(found.gradient).values,
      end: floats(found.end).values,
      isLinear: part.isLinear,
    };
  } finally {
    copy.dispose();
  }
}

/** What enters the inputs of second images, which lie beside the node that the gradient is taken by. */
function enteringSeconds(run: PreparedRun, paths: readonly string[], feeds: Feeds): Feeds {
  if (paths.length === 0) return {};
  const { inputs } = run.program.signatures.activations;
  const outputs = Object.fromEntries(paths.map((path) => [`entering ${path}`, outputOfNode(run, path)]));
  return run.session.run({ inputs, outputs }, feeds);
}

function readSome({ program, session }: PreparedRun, names: readonly string[]): Record<string, TensorData> {
  const entries = program.state.filter(({ name }) => names.includes(name));
  const bytes = entries.reduce((sum, { shape }) => sum + 4 * shape.reduce((all, size) => all * size, 1), 0);
  const memory = availableMemory();
  if (COPIES * bytes > memory) {
    const gigabytes = (count: number) => Math.round(count / 1e8) / 10;
    const values = { needed: gigabytes(COPIES * bytes), available: gigabytes(memory) };
    throw new RunFailure(failure('network-too-large', values));
  }
  if (entries.length === 0) return {};
  const outputs = Object.fromEntries(entries.map(({ name, value }) => [`weight ${name}`, value]));
  return session.run({ inputs: {}, outputs });
}
