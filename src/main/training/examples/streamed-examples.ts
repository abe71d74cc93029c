import type { StreamedDataset } from '../../data/stream-dataset';
import type { Feeds } from '../engine/native-session';
import { int32, type TensorData } from '../engine/tensor-data';
import type { SplitExamples } from '../split-examples';
import type { ExampleCounts, ExampleSource, SplitName } from './example-source';

/** A batch on its way from the disk, or here. */
interface FetchedBatch {
  readonly indices: Int32Array;
  readonly images: Promise<Uint8Array>;
}

/**
 * Examples that stay on the disk. The next batch is read while a step runs: reading goes on in threads of its own while this one waits
 * for the engine. Numbers are those of a run that keeps its data, bit for bit.
 */
export class StreamedExamples implements ExampleSource {
  readonly isFed = true;
  readonly trainCount: number;
  readonly testCount: number;
  readonly testLabels: Uint8Array;
  readonly split: SplitExamples;
  readonly #data: StreamedDataset;
  readonly #imageShape: readonly number[];
  #coming: FetchedBatch | null = null;
  /** Places of the batch at hand, by example. */
  #atHand: { readonly places: ReadonlyMap<number, number>; readonly images: Uint8Array } | null = null;

  constructor(data: StreamedDataset, counts: ExampleCounts, imageShape: readonly number[]) {
    this.#data = data;
    this.trainCount = counts.trainCount;
    this.testCount = counts.testCount;
    this.split = counts.split;
    this.testLabels = data.test.labels.subarray(0, counts.testCount);
    this.#imageShape = imageShape;
  }

  firstImages(split: SplitName, count: number): Uint8Array {
    const available = split === 'train' ? this.trainCount : this.testCount;
    const indices = Int32Array.from({ length: Math.min(count, available) }, (_, index) => index);
    return this.#data[split].images.readNow(indices);
  }

  attach(): void {
    // The program is fed.
  }

  prefetch(indices: Int32Array): void {
    const images = this.#data.train.images.read(indices);
    // Whoever fetches the batch is told; should nobody, it does not matter.
    images.catch(() => undefined);
    this.#coming = { indices, images };
  }

  async fetch(indices: Int32Array): Promise<void> {
    if (this.#coming === null || !isSame(this.#coming.indices, indices)) this.prefetch(indices);
    const images = await this.#coming?.images;
    this.#coming = null;
    if (images === undefined) return;
    const places = new Map(Array.from(indices, (index, place) => [index, place] as const));
    this.#atHand = { places, images };
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
    this.#data.train.images.close();
    this.#data.test.images.close();
  }

  /** Null when not all of them are at hand. */
  #fromHand(indices: Int32Array): Uint8Array | null {
    if (this.#atHand === null) return null;
    const { places, images } = this.#atHand;
    const size = this.#imageShape.reduce((product, length) => product * length, 1);
    if (indices.length === places.size && places.get(indices[0] ?? -1) === 0) return images;
    const values = new Uint8Array(indices.length * size);
    for (let at = 0; at < indices.length; at += 1) {
      const place = places.get(indices[at] ?? -1);
      if (place === undefined) return null;
      values.set(images.subarray(place * size, (place + 1) * size), at * size);
    }
    return values;
  }

  #readNow(split: SplitName, indices: Int32Array): Uint8Array {
    const { train, test } = this.#data;
    if (split === 'train') return train.images.readNow(indices);
    const end = indices.findIndex((index) => index >= this.testCount);
    if (end === -1) return test.images.readNow(indices);
    const tested = test.images.readNow(indices.subarray(0, end));
    const apart = train.images.readNow(indices.subarray(end).map((index) => this.#apart(index)));
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

  /** The training example behind the test examples at that place. */
  #apart(index: number): number {
    return this.split.validation[index - this.testCount] ?? 0;
  }
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, place) => value === b[place]);
}
