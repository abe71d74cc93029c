import type { NetworkToExport } from '../../../../graph-runtime/exchange/export/network-to-export';
import { elementCount } from '../../../../graph-runtime/layers/tensor-type';
import { float32 } from '../../engine/tensor-data';
import type { InferenceSession } from '../../program/inference-session';
import { unitValues } from './random-weights';

/** How far the scores of an exported network are from the engine's. */
export interface ScoreComparison {
  /** The largest difference of a score, as a share of the largest score. */
  readonly error: number;
  readonly sameClasses: number;
  readonly count: number;
}

/** Another framework's scores for examples of `shape`, `[batch, …]` with the channels last. */
export type RunExported = (
  examples: Float32Array,
  shape: readonly number[],
) => Promise<{ readonly values: ArrayLike<number>; readonly dims: readonly number[] }>;

/** Images in one call: maps of large networks take hundreds of megabytes each. */
const BATCH = 4;

/** Compares the scores of `count` random examples. */
export async function compareScores(
  { input: { shape } }: NetworkToExport,
  session: InferenceSession,
  run: RunExported,
  count: number,
): Promise<ScoreComparison> {
  let [largest, difference, sameClasses] = [0, 0, 0];
  for (let start = 0; start < count; start += BATCH) {
    const batch = Math.min(BATCH, count - start);
    const examples = unitValues(elementCount({ shape: [batch, ...shape] }), 1_000 + start);
    const { values: expected, shape: outputShape } = session.scores(float32(examples, [batch, ...shape]));
    const scores = await run(examples, [batch, ...shape]);
    if (`${scores.dims}` !== `${outputShape}`) throw new Error(`${scores.dims} instead of ${outputShape}`);
    expected.forEach((value, index) => {
      // Beyond float32, there is nothing to compare.
      if (!Number.isFinite(value)) return;
      largest = Math.max(largest, Math.abs(value));
      const found = scores.values[index] ?? Number.NaN;
      difference = Math.max(difference, Number.isFinite(found) ? Math.abs(found - value) : Number.MAX_VALUE);
    });
    const classes = expected.length / batch;
    for (let example = 0; example < batch; example += 1) {
      const [from, to] = [example * classes, (example + 1) * classes];
      const found = Array.from(scores.values).slice(from, to);
      if (argMax(expected.subarray(from, to)) === argMax(found)) sameClasses += 1;
    }
  }
  return { error: difference === 0 ? 0 : difference / largest, sameClasses, count };
}

function argMax(values: ArrayLike<number>): number {
  return Array.from(values).reduce((best, value, index, all) => (value > (all[best] ?? 0) ? index : best), 0);
}
