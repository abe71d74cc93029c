import { BatchReader } from '../../data/batch-reader';
import type { StreamedDataset } from '../../data/stream-dataset';
import type { Feeds } from '../engine/native-session';
import { int32, type TensorData } from '../engine/tensor-data';
import type { ExampleCounts, ExampleSource, SplitName } from './example-source';
import type { SplitExamples } from './split-examples';

/** A batch that has been fetched. */
interface FetchedBatch {
  readonly indices: Int32Array;
  readonly images: Uint8Array;
}

/**
 * Examples that stay on the disk. The batches that come are read while steps run, in their own thread. Numbers are those of a run that
 * keeps its data, bit for bit.
 */
export class StreamedExamples implements ExampleSource {
  readonly isFed = true;
  readonly trainCount: number;
  readonly testCount: number;
  readonly testLabels: Uint8Array;
  readonly split: SplitExamples;
  readonly #data: StreamedDataset;
  readonly #imageShape: readonly number[];
  readonly #reader: BatchReader;
  #atHand: FetchedBatch | null = null;

  constructor(data: StreamedDataset, counts: ExampleCounts, imageShape: readonly number[]) {
    this.#data = data;
    this.trainCount = counts.trainCount;
    this.testCount = counts.testCount;
    this.split = counts.split;
    this.testLabels = data.test.labels.subarray(0, counts.testCount);
    this.#imageShape = imageShape;
    this.#reader = new BatchReader(data.train.images);
  }

  firstImages(split: SplitName, count: number): Uint8Array {
    const available = split === 'train' ? this.trainCount : this.testCount;
    const indices = Int32Array.from({ length: Math.min(count, available) }, (_, index) => index);
    return this.#data[split].images.read(indices);
  }

  attach(): void {
    // The program is fed.
  }

  expect(order: Int32Array, batchSize: number): void {
    this.#reader.expect(order, batchSize);
  }

  async fetch(indices: Int32Array): Promise<void> {
    this.#atHand = { indices, images: await this.#reader.fetch(indices) };
  }

  feeds(split: SplitName, indices: Int32Array): Feeds {
    const values = (split === 'train' ? this.#fromHand(indices) : null) ?? this.#readNow(split, indices);
    return {
      images: { dtype: 'uint8', shape: [indices.length, ...this.#imageShape], values },
      labels: int32(indices.map((index) => this.#label(split, index))),
    };
  }

  images(split: SplitName, indices: readonly number[]): readonly TensorData[] {
    return indices.map((index) => ({
      dtype: 'uint8' as const,
      shape: [1, ...this.#imageShape],
      values: this.#readNow(split, Int32Array.of(index)),
    }));
  }

  close(): void {
    this.#reader.close();
    this.#data.train.images.close();
    this.#data.test.images.close();
  }

  /** The batch in memory or a part of it; null when these are other examples. */
  #fromHand(indices: Int32Array): Uint8Array | null {
    if (this.#atHand === null) return null;
    const { indices: fetched, images } = this.#atHand;
    const first = fetched.indexOf(indices[0] ?? -1);
    if (first === -1 || indices.some((index, place) => fetched[first + place] !== index)) return null;
    const size = this.#imageShape.reduce((product, length) => product * length, 1);
    return images.subarray(first * size, (first + indices.length) * size);
  }

  #readNow(split: SplitName, indices: Int32Array): Uint8Array {
    const { train, test } = this.#data;
    if (split === 'train') return train.images.read(indices);
    const end = indices.findIndex((index) => index >= this.testCount);
    if (end === -1) return test.images.read(indices);
    const tested = test.images.read(indices.subarray(0, end));
    const apart = train.images.read(indices.subarray(end).map((index) => this.#apart(index)));
    const values = new Uint8Array(tested.length + apart.length);
    values.set(tested);
    values.set(apart, tested.length);
    return values;
  }

  #label(split: SplitName, index: number): number {
    const { train, test } = this.#data;
    if (split === 'train') return train.labels[index] ?? 0;
    return (index < this.testCount ? test.labels[index] : train.labels[this.#apart(index)]) ?? 0;
  }

  /** The training example after the test examples at that place. */
  #apart(index: number): number {
    return this.split.validation[index - this.testCount] ?? 0;
  }
}
