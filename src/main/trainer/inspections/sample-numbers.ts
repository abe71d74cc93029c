import type { Sample, SampleNumber } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { numbersOfPlan } from '../../../graph-runtime/compile/beside-examples';
import { numbersOfRows as numbersOfStored } from '../../../graph-runtime/datasets/labels/row-layout';
import { unstandardizedNumber } from '../../../graph-runtime/datasets/labels/standardized-numbers';
import {
  type ExampleNumbers,
  layoutWithImages,
  storedValueCount,
} from '../../../graph-runtime/datasets/target-description';
import type { Feeds } from '../engine/native-session';
import { float32 } from '../engine/tensor-data';
import type { PreparedRun } from '../program/prepared-run';
import { RunFailure } from '../protocol/trainer-failure';

/** What a network is fed beside a sample's image. */
export interface SampleNumbers {
  /** Nothing where it takes no numbers. */
  readonly feeds: Feeds;
  /** As the data set has them; none where it takes none. */
  readonly numbers: readonly SampleNumber[];
}

/**
 * The numbers beside a sample: those that are given with it, else those of the example in the data set, or the mean of the training examples beside
 * an image of other origin.
 *
 * @throws RunFailure `number-unknown` where one is given that the network does not take
 */
export function sampleNumbers(run: PreparedRun, sample: Sample): SampleNumbers {
  const taken = numbersOfPlan(run.program.plan);
  const given = sample.numbers ?? {};
  const names = taken?.names ?? [];
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new RunFailure(failure('number-unknown', { name: unknown, known: names.join(', ') || '–' }));
  }
  if (taken === null) return { feeds: {}, numbers: [] };
  const stored = storedNumbers(run, sample, taken);
  const numbers = names.map((name, at): SampleNumber => {
    const [mean = 0, deviation = 1] = [taken.mean[at], taken.deviation[at]];
    const usual = unstandardizedNumber(stored?.[at] ?? 0, mean, deviation);
    const source = Object.hasOwn(given, name) ? 'given' : stored === null ? 'mean' : 'example';
    return { name, value: given[name] ?? usual, source };
  });
  const fed = numbers.map(({ value, source }, at) =>
    source === 'given' ? (value - (taken.mean[at] ?? 0)) / (taken.deviation[at] ?? 1) : (stored?.[at] ?? 0),
  );
  return { feeds: { numbers: float32(fed, [1, fed.length]) }, numbers };
}

/** Those of an example of the data set, standardized; null for images of other origin. */
function storedNumbers(
  { source }: PreparedRun,
  sample: Sample,
  { column: { at, values, of } }: ExampleNumbers,
): ArrayLike<number> | null {
  if (sample.type !== 'dataset') return null;
  const stored = source.labels(sample.split, [sample.index])?.values ?? [];
  const layout = layoutWithImages(of);
  const row = layout !== null && stored instanceof Uint8Array ? numbersOfStored(stored, 1, layout) : stored;
  return Array.from({ length: values }, (_, place) => Number(row[at + place] ?? 0));
}

/**
 * The numbers beside some examples of a data set, as the network was trained on such numbers: another data set is standardized by other means.
 *
 * @param rows stored labels of the examples, one after the other
 */
export function numbersOfRows(
  rows: ArrayLike<number>,
  of: ExampleNumbers,
  trained: ExampleNumbers,
): { readonly values: readonly number[]; readonly shape: readonly number[] } {
  const stride = storedValueCount(of.column.of);
  const [count, size] = [rows.length / stride, of.column.values];
  const values = Array.from({ length: count * size }, (_, place) => {
    const [row, at] = [Math.floor(place / size), place % size];
    const stored = rows[row * stride + of.column.at + at] ?? 0;
    const value = stored * (of.deviation[at] ?? 1) + (of.mean[at] ?? 0);
    const isAlike = of.mean[at] === trained.mean[at] && of.deviation[at] === trained.deviation[at];
    return isAlike ? stored : (value - (trained.mean[at] ?? 0)) / (trained.deviation[at] ?? 1);
  });
  return { values, shape: [count, size] };
}
