import { histogramOf } from '../../../contract/histogram';
import { evaluationBatchSize, type PreparedRun } from '../program/prepared-run';
import { floats } from './inspected-tensor';
import { atOnce } from './inspection-handler';
import { outputOfNode, sourceOfNode } from './node-values';

/** Enough for a histogram and to distinguish a unit that never reacts from one that seldom does. */
const MOST_IMAGES = 64;
/** They are copied on their way here (16 MB). */
const MOST_VALUES = 2 ** 22;

/** How what enters a node is spread: over an activation's curve, which units are saturated or dead. */
export const inputDistribution = atOnce<'input-distribution'>(({ run, step }, { path, bins }) => {
  const value = outputOfNode(run, sourceOfNode(run, path));
  const perExample = value.shape.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1);
  const count = Math.max(1, Math.min(mostImages(run), Math.floor(MOST_VALUES / perExample)));
  const indices = Int32Array.from({ length: count }, (_, index) => index);
  const { inputs } = run.program.signatures.evaluate;
  const fetched = run.session.run({ inputs, outputs: { value } }, run.source.feeds('test', indices));
  const { shape, values } = floats(fetched.value);
  return { step, count, histogram: histogramOf(values, bins), ...rangesOf(values, shape.at(-1) ?? 1) };
});

function mostImages(run: PreparedRun): number {
  return Math.min(MOST_IMAGES, evaluationBatchSize(run), run.testCount);
}

/** Of each unit; channels are last. */
function rangesOf(values: Float32Array, units: number) {
  const minimums = new Float32Array(units).fill(Number.POSITIVE_INFINITY);
  const maximums = new Float32Array(units).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0; at < values.length; at += 1) {
    const unit = at % units;
    const value = values[at] ?? Number.NaN;
    if (value < (minimums[unit] ?? 0)) minimums[unit] = value;
    if (value > (maximums[unit] ?? 0)) maximums[unit] = value;
  }
  return { minimums, maximums };
}
