import type { NetworkToExport } from '../../../../graph-runtime/exchange/export/network-to-export';
import { exportedNumbers } from '../../../../graph-runtime/exchange/export/numbers';
import type { TargetDescription } from '../../../../graph-runtime/datasets/target-description';
import {
  randomNumbers,
  randomSeconds,
  type SampleNumbers,
  type SampleSecond,
} from '../../../exchange/sample-batch';
import { elementCount } from '../../../../graph-runtime/layers/tensor-type';
import { float32, type TensorData } from '../../engine/tensor-data';
import type { InferenceSession } from '../../program/inference-session';
import { unitValues } from './random-weights';

/** How far the scores of an exported network are from the engine's. */
export interface ScoreComparison {
  /** The largest difference of a score, as a share of the largest score. */
  readonly error: number;
  readonly sameClasses: number;
  readonly count: number;
}

/** What one output gives for some examples, `[batch, …]` with the channels last. */
export interface OutputScores {
  readonly values: ArrayLike<number>;
  readonly dims: readonly number[];
}

/** Another framework's scores for examples of `shape`, `[batch, …]` with the channels last: of the first output, or of all main outputs in order. */
export type RunExported = (
  examples: Float32Array,
  shape: readonly number[],
  numbers: SampleNumbers | null,
  /** Second images by the paths of the inputs that take them. */
  seconds: ReadonlyMap<string, SampleSecond>,
) => Promise<OutputScores | readonly OutputScores[]>;

/** Images in one call: maps of large networks take hundreds of megabytes each. */
const BATCH = 4;

/** Compares the scores of `count` random examples. @param target what the labels of the data set are, among which numbers beside examples lie */
export async function compareScores(
  network: NetworkToExport,
  session: InferenceSession,
  run: RunExported,
  count: number,
  target?: TargetDescription,
): Promise<ScoreComparison> {
  const { input, inputs } = network;
  const { shape } = input;
  const outputs = new Map<number, OutputComparison>();
  for (let start = 0; start < count; start += BATCH) {
    const batch = Math.min(BATCH, count - start);
    // Where images are compared, a row for each of them.
    const rows = [batch * inputs.length, ...shape];
    const examples = unitValues(elementCount({ shape: rows }), 1_000 + start);
    const numbers = randomNumbers(exportedNumbers(network, target), batch);
    const beside = numbers === null ? undefined : float32(numbers.standardized, numbers.shape);
    const seconds = randomSeconds(network.seconds, batch);
    const expected = session.allScores(float32(examples, rows), beside, fedSeconds(seconds));
    const answer = await run(examples, rows, numbers, seconds);
    const found = isOne(answer) ? [answer] : answer;
    for (const [at, scores] of found.entries()) {
      const known = outputs.get(at) ?? new OutputComparison();
      const wanted = expected[at];
      if (wanted === undefined) throw new Error(`there is no output ${at}`);
      known.add(wanted, scores, batch);
      outputs.set(at, known);
    }
  }
  const all = [...outputs.values()];
  return {
    error: Math.max(...all.map(({ error }) => error)),
    sameClasses: Math.min(...all.map(({ sameClasses }) => sameClasses)),
    count,
  };
}

/** As a session takes them. */
export function fedSeconds(seconds: ReadonlyMap<string, SampleSecond>): Readonly<Record<string, TensorData>> {
  return Object.fromEntries([...seconds].map(([path, { values, shape }]) => [path, float32(values, shape)]));
}

function isOne(answer: OutputScores | readonly OutputScores[]): answer is OutputScores {
  return 'dims' in answer;
}

/** One output, batch by batch. */
class OutputComparison {
  sameClasses = 0;
  #largest = 0;
  #difference = 0;

  get error(): number {
    return this.#difference === 0 ? 0 : this.#difference / this.#largest;
  }

  add({ values: expected, shape }: TensorData, scores: OutputScores, batch: number): void {
    if (`${scores.dims}` !== `${shape}`) throw new Error(`${scores.dims} instead of ${shape}`);
    expected.forEach((value, index) => {
      // Beyond float32, there is nothing to compare.
      if (!Number.isFinite(value)) return;
      this.#largest = Math.max(this.#largest, Math.abs(value));
      const found = scores.values[index] ?? Number.NaN;
      const difference = Number.isFinite(found) ? Math.abs(found - value) : Number.MAX_VALUE;
      this.#difference = Math.max(this.#difference, difference);
    });
    const classes = expected.length / batch;
    for (let example = 0; example < batch; example += 1) {
      const [from, to] = [example * classes, (example + 1) * classes];
      const found = Array.from(scores.values).slice(from, to);
      if (argMax(expected.subarray(from, to)) === argMax(found)) this.sameClasses += 1;
    }
  }
}

function argMax(values: ArrayLike<number>): number {
  return Array.from(values).reduce((best, value, index, all) => (value > (all[best] ?? 0) ? index : best), 0);
}
