import { type ExportedNumbers, NUMBERS_NAME } from '../../graph-runtime/exchange/export/numbers';
import type { ScoreTurn } from '../../graph-runtime/exchange/export/outputs';
import { elementCount } from '../../graph-runtime/layers/tensor-type';

/** Some examples with what the engine computes of them: whoever gets a network can see that it computes the same. */
export interface SampleBatch {
  /** Before normalization; images are in [0, 1], channels last. Where a network takes several, those of an example follow one another. */
  readonly inputs: Float32Array;
  readonly shape: readonly number[];
  /** Second images in [0, 1], `[examples, ...]`, in the order of the inputs that take them; absent: there are none. */
  readonly seconds?: readonly SampleSecond[];
  /** What the network takes beside them, as it was measured: `[examples, numbers]`; absent: it takes nothing. */
  readonly numbers?: { readonly values: Float32Array; readonly shape: readonly number[] } | undefined;
  readonly scores: Float32Array;
  readonly scoresShape: readonly number[];
  /** Of the main outputs after the first, where there are several. */
  readonly others?: readonly { readonly scores: Float32Array; readonly shape: readonly number[] }[];
}

/** Second images of some examples. */
export interface SampleSecond {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** What enters each input of the network, by the names that files have for them. @param names of the inputs of images, in their order: those of examples first */
export function namedInputs(
  {
    inputs,
    shape: [rows = 0, ...shape],
    seconds = [],
    numbers,
  }: Pick<SampleBatch, 'inputs' | 'shape' | 'seconds' | 'numbers'>,
  names: readonly string[],
): readonly { readonly name: string; readonly values: Float32Array; readonly shape: readonly number[] }[] {
  const size = inputs.length / rows;
  const compared = names.slice(0, names.length - seconds.length);
  const examples = rows / compared.length;
  const members = compared.map((name, member) => {
    const values = new Float32Array(examples * size);
    for (let example = 0; example < examples; example += 1) {
      const row = example * compared.length + member;
      values.set(inputs.subarray(row * size, (row + 1) * size), example * size);
    }
    return { name, values, shape: [examples, ...shape] };
  });
  const others = seconds.map((second, at) => ({ name: names[compared.length + at] ?? '', ...second }));
  const images = [...members, ...others];
  return numbers === undefined ? images : [...images, { name: NUMBERS_NAME, ...numbers }];
}

/** The scores of each main output by the names that files have for them. */
export function namedScores(
  { scores, scoresShape, others = [] }: SampleBatch,
  names: readonly string[],
): readonly { readonly name: string; readonly scores: Float32Array; readonly shape: readonly number[] }[] {
  return [{ scores, shape: scoresShape }, ...others].map((one, at) => ({
    name: names[at] ?? 'scores',
    ...one,
  }));
}

/** The sample with probabilities instead of scores, where the network has them. @param turns of the main outputs */
export function withProbabilities(sample: SampleBatch, turns: readonly (ScoreTurn | null)[]): SampleBatch {
  const [first, ...others] = [
    { scores: sample.scores, shape: sample.scoresShape },
    ...(sample.others ?? []),
  ].map((one, at) => turned(one, turns[at] ?? null));
  return first === undefined ? sample : { ...sample, scores: first.scores, scoresShape: first.shape, others };
}

interface Scores {
  readonly scores: Float32Array;
  readonly shape: readonly number[];
}

function turned({ scores, shape }: Scores, turn: ScoreTurn | null): Scores {
  const sigmoid = (score: number) => 1 / (1 + Math.exp(-score));
  if (turn === null) return { scores, shape };
  if (turn === 'softmax') return { scores: softmax(scores, shape.at(-1) ?? 1), shape };
  if (turn === 'sigmoid') return { scores: scores.map(sigmoid), shape };
  const pairs = Array.from(scores, (score) => [sigmoid(-score), sigmoid(score)]).flat();
  return { scores: Float32Array.from(pairs), shape: [scores.length, 2] };
}

function softmax(scores: Float32Array, count: number): Float32Array {
  const result = new Float32Array(scores.length);
  for (let start = 0; start < scores.length; start += count) {
    const row = scores.subarray(start, start + count);
    const largest = Math.max(...row);
    const powers = Array.from(row, (score) => Math.exp(score - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    result.set(
      powers.map((power) => power / sum),
      start,
    );
  }
  return result;
}

/** Numbers in [0, 1), always the same. */
export function randomUnits(count: number): Float32Array {
  let state = 2_654_435_761;
  return Float32Array.from({ length: count }, () => {
    // Marsaglia's xorshift.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  });
}

/** Random second images of `count` examples, always the same, for each of the inputs that take one. */
export function randomSeconds(
  inputs: readonly { readonly path: string; readonly shape: readonly number[] }[],
  count: number,
): ReadonlyMap<string, SampleSecond> {
  return new Map(
    inputs.map(({ path, shape }) => {
      const all = [count, ...shape];
      return [path, { values: randomUnits(elementCount({ shape: all })), shape: all }] as const;
    }),
  );
}

/** Numbers beside some examples, as they were measured, and as the network takes them. Null: it takes none. */
export interface SampleNumbers {
  readonly shape: readonly number[];
  readonly measured: Float32Array;
  readonly standardized: Float32Array;
}

/** Numbers within two deviations of their means, for `count` examples, always the same. */
export function randomNumbers(numbers: ExportedNumbers | null, count: number): SampleNumbers | null {
  if (numbers === null) return null;
  const { mean, deviation } = numbers;
  const spread = randomUnits(count * mean.length);
  const measured = spread.map((unit, at) => {
    const column = at % mean.length;
    return (mean[column] ?? 0) + (4 * unit - 2) * (deviation[column] ?? 1);
  });
  const standardized = measured.map((value, at) => {
    const column = at % mean.length;
    return (value - (mean[column] ?? 0)) / (deviation[column] ?? 1);
  });
  return { shape: [count, mean.length], measured, standardized };
}
