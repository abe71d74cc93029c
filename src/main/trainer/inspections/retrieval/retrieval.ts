import { failure } from '../../../../contract/failures';
import { NEAREST, type Retrieval } from '../../../../contract/retrieval';
import { type Embedding, embeddingOf } from '../../../../graph-runtime/compile/embedding';
import { labelsOfTarget } from '../../../../graph-runtime/targets/registry';
import type { Feeds } from '../../engine/native-session';
import { evaluationBatchSize, type PreparedRun } from '../../program/prepared-run';
import { RunFailure } from '../../protocol/trainer-failure';
import { currentWeights } from '../evaluation';
import { floats } from '../inspected-tensor';
import type { InspectionHandler } from '../inspection-handler';
import { outputOfNode } from '../node-values';
import { NearestNeighbors } from './nearest-neighbors';

/** Every example is compared with every other: more than these would take minutes. */
const MOST_EXAMPLES = 10_000;
/** Queries between two turns of the training. */
const QUERIES_A_TURN = 32;

/**
 * Which test examples are nearest to each other where a network that compares images has them as points, and how well that finds those of a class:
 * `Retrieval` has the definitions. When the training continues in between, it is of the weights as they were when the question was asked.
 *
 * @throws RunFailure `no-embedding` where the network compares nothing, or images as they are
 */
export const retrieval: InspectionHandler<'retrieval'> = function* ({ run, step }) {
  const embedding = embeddingOf(run.program.plan);
  if (embedding === null) throw new RunFailure(failure('no-embedding'));
  const count = Math.min(run.testCount, MOST_EXAMPLES);
  const batchSize = evaluationBatchSize(run);
  const parts: Float32Array[] = [];
  let weights: Feeds | null = null;
  let isFrozen = false;
  for (let start = 0; start < count; start += batchSize) {
    if (start > 0) {
      weights ??= currentWeights(run);
      const now = yield;
      isFrozen ||= now.step !== step;
    }
    const examples = Int32Array.from({ length: Math.min(batchSize, count - start) }, (_, at) => start + at);
    parts.push(embed(run, embedding, examples, isFrozen ? weights : null));
  }
  const embeddings = joined(parts);
  const labels = classesOfTests(run, count);
  const size = embeddings.length / count;
  const neighbors = new NearestNeighbors({ embeddings, size, labels, measure: embedding.measure });
  const found = new Found(labels);
  for (let query = 0; query < count; query += 1) {
    if (query > 0 && query % QUERIES_A_TURN === 0) yield;
    found.add(query, neighbors.rank(query));
  }
  return { step, ...embedding, ...found.result() };
};

/** The embeddings of some test examples, one after the other. */
function embed(
  run: PreparedRun,
  { path }: Embedding,
  examples: Int32Array,
  weights: Feeds | null,
): Float32Array {
  const { program, session, source } = run;
  const { inputs } = program.signatures.evaluate;
  const outputs = { embedding: outputOfNode(run, path) };
  const feeds = source.feeds('test', examples);
  const fed = weights === null ? {} : Object.fromEntries(program.evaluationWeights);
  const result = session.run({ inputs: { ...inputs, ...fed }, outputs }, { ...feeds, ...weights });
  return floats(result.embedding).values;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The class of each of the first test examples, by the label that makes pairs of them. */
function classesOfTests({ source, target: first, outputs }: PreparedRun, count: number): Int32Array {
  const target = outputs.find((output) => output.target.kind.tuple !== undefined)?.target ?? first;
  const stored = source.labels(
    'test',
    Array.from({ length: count }, (_, at) => at),
  );
  if (stored === null) return new Int32Array();
  return Int32Array.from(Array.from(labelsOfTarget(stored.values, target, count), Number));
}

/** What is found for the queries so far. */
class Found {
  readonly #labels: Int32Array;
  readonly #nearest: Int32Array;
  readonly #distances: Float32Array;
  readonly #averagePrecisions: Float32Array;

  constructor(labels: Int32Array) {
    this.#labels = labels;
    this.#nearest = new Int32Array(labels.length * NEAREST).fill(-1);
    this.#distances = new Float32Array(labels.length * NEAREST).fill(Number.NaN);
    this.#averagePrecisions = new Float32Array(labels.length).fill(Number.NaN);
  }

  add(query: number, { nearest, distances, averagePrecision }: ReturnType<NearestNeighbors['rank']>): void {
    this.#nearest.set(nearest, query * NEAREST);
    this.#distances.set(distances, query * NEAREST);
    this.#averagePrecisions[query] = averagePrecision;
  }

  result(): Omit<Retrieval, 'step' | 'path' | 'measure'> {
    const precisions = this.#averagePrecisions;
    const counted = [...precisions.keys()].filter((query) => !Number.isNaN(precisions[query]));
    const queries = counted.length;
    const recallAt = (most: number) =>
      counted.filter((query) => this.#isFound(query, most)).length / Math.max(1, queries);
    const sum = counted.reduce((total, query) => total + (precisions[query] ?? 0), 0);
    return {
      count: this.#labels.length,
      queries,
      recallAt1: recallAt(1),
      recallAt5: recallAt(NEAREST),
      meanAveragePrecision: sum / Math.max(1, queries),
      labels: this.#labels,
      nearest: this.#nearest,
      distances: this.#distances,
      averagePrecisions: precisions,
    };
  }

  /** Whether one of its class is among the nearest. */
  #isFound(query: number, most: number): boolean {
    const start = query * NEAREST;
    const nearest = this.#nearest.subarray(start, start + most);
    return nearest.some((at) => at >= 0 && this.#labels[at] === this.#labels[query]);
  }
}
