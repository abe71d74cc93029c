import type { Program } from '../../../graph-runtime/compile/program';
import { rowsOf, type TupleId } from '../../../graph-runtime/targets/tuples';
import type { TargetValues } from '../../data/load-targets';
import type { ExampleValues } from '../../data/prepared-example';
import type { Feeds, NativeSession } from '../engine/native-session';
import type { TensorData } from '../engine/tensor-data';
import type { ExampleSource, SplitName } from './example-source';
import type { SplitExamples } from './split-examples';
import { TuplePicks } from './tuple-picks';

/**
 * Examples for a network that compares images: what is asked of one example is fed with those that it is compared with, one after the other.
 * Training pairs are made of training examples, test pairs of test examples, and those for validation among themselves.
 */
export class ComparedExamples implements ExampleSource {
  readonly rows: number;
  readonly #source: ExampleSource;
  readonly #tuple: TupleId;
  readonly #seed: number;
  readonly #labelsOf: (stored: TargetValues, count: number) => ArrayLike<number>;
  readonly #train: TuplePicks;
  /** Of test examples and of those for validation: made when the first of them is asked for, as their labels may be in the engine. */
  #test: readonly [TuplePicks, TuplePicks] | null = null;
  #epoch = 1;

  /** @param labelsOf the classes that tuples are made of, out of stored labels, one example after the other */
  constructor(
    source: ExampleSource,
    tuple: TupleId,
    seed: number,
    labelsOf: (stored: TargetValues, count: number) => ArrayLike<number>,
  ) {
    this.#labelsOf = labelsOf;
    this.#source = source;
    this.#tuple = tuple;
    this.#seed = seed;
    this.rows = rowsOf(tuple);
    const all = placesFrom(0, source.trainCount);
    const labels = labelsOf(source.readTrainTargets(all), all.length);
    this.#train = new TuplePicks(source.split.train, (example) => labels[example] ?? 0);
  }

  get isFed(): boolean {
    return this.#source.isFed;
  }

  get trainCount(): number {
    return this.#source.trainCount;
  }

  get testCount(): number {
    return this.#source.testCount;
  }

  get split(): SplitExamples {
    return this.#source.split;
  }

  get testLabels(): TargetValues {
    return this.#source.testLabels;
  }

  tupleOf(split: SplitName, index: number): readonly number[] {
    const seed = this.#seed;
    if (split === 'train') return this.#train.tuple(this.#tuple, index, { seed, epoch: this.#epoch });
    const [test, validation] = this.#testPicks();
    return (index < this.testCount ? test : validation).tuple(this.#tuple, index, { seed, epoch: 0 });
  }

  readTrainTargets(indices: Int32Array): TargetValues {
    return this.#source.readTrainTargets(indices);
  }

  firstExamples(split: SplitName, count: number): ExampleValues {
    return this.#source.firstExamples(split, count);
  }

  attach(program: Program, session: NativeSession): void {
    this.#source.attach(program, session);
  }

  expect(order: Int32Array, batchSize: number, epoch = 1): void {
    this.#epoch = epoch;
    // Examples that the engine keeps are not waited for, and an epoch's rows are many.
    if (this.isFed) this.#source.expect(this.#rowsOf('train', order), batchSize * this.rows);
  }

  fetch(indices: Int32Array): Promise<void> {
    return this.#source.fetch(this.isFed ? this.#rowsOf('train', indices) : indices);
  }

  feeds(split: SplitName, indices: Int32Array): Feeds {
    return this.#source.feeds(split, this.#rowsOf(split, indices));
  }

  images(split: SplitName, indices: readonly number[]): readonly TensorData[] {
    return this.#source.images(split, indices);
  }

  labels(split: SplitName, indices: readonly number[]): TensorData | null {
    return this.#source.labels(split, indices);
  }

  close(): void {
    this.#source.close();
  }

  #rowsOf(split: SplitName, indices: Int32Array): Int32Array {
    return Int32Array.from(Array.from(indices).flatMap((index) => [...this.tupleOf(split, index)]));
  }

  #testPicks(): readonly [TuplePicks, TuplePicks] {
    if (this.#test !== null) return this.#test;
    const { testCount, split } = this.#source;
    const all = placesFrom(0, testCount + split.validation.length);
    const stored = this.#source.labels('test', Array.from(all))?.values;
    const labels = stored === undefined ? [] : this.#labelsOf(stored, all.length);
    const picks = (places: Int32Array) => new TuplePicks(places, (example) => labels[example] ?? 0);
    this.#test = [picks(all.subarray(0, testCount)), picks(all.subarray(testCount))];
    return this.#test;
  }
}

function placesFrom(start: number, end: number): Int32Array {
  return Int32Array.from({ length: end - start }, (_, place) => start + place);
}
