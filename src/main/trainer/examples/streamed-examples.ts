import { BatchReader } from '../../data/batch-reader';
import type { DatasetDescription } from '../../data/dataset-description';
import { asValues } from '../../data/load-dataset';
import type { ExampleValues } from '../../data/prepared-example';
import { closeStreamed, type StreamedDataset, type StreamedSplit } from '../../data/stream-dataset';
import type { Feeds } from '../engine/native-session';
import { int32, type TensorData } from '../engine/tensor-data';
import { type ExampleCounts, type ExampleSource, exampleTensor, type SplitName } from './example-source';
import type { SplitExamples } from './split-examples';

/** A batch that has been fetched. */
interface FetchedBatch {
  readonly indices: Int32Array;
  /** Their stored bytes. */
  readonly bytes: Uint8Array;
}

/**
 * Examples that stay on the disk. The batches that come are read while steps run, in their own thread. Numbers are those of a run that
 * keeps its data, bit for bit.
 */
export class StreamedExamples implements ExampleSource {
  readonly isFed = true;
  readonly trainCount: number;
  readonly testCount: number;
  readonly testLabels: Int32Array;
  readonly split: SplitExamples;
  readonly #data: StreamedDataset;
  readonly #description: Pick<DatasetDescription, 'exampleShape' | 'dtype'>;
  readonly #reader: BatchReader;
  #atHand: FetchedBatch | null = null;

  constructor(
    data: StreamedDataset,
    counts: ExampleCounts,
    description: Pick<DatasetDescription, 'exampleShape' | 'dtype'>,
  ) {
    this.#data = data;
    this.trainCount = counts.trainCount;
    this.testCount = counts.testCount;
    this.split = counts.split;
    this.testLabels = data.test.labels.subarray(0, counts.testCount);
    this.#description = description;
    this.#reader = new BatchReader(data.train.examples);
  }

  firstExamples(split: SplitName, count: number): ExampleValues {
    const available = split === 'train' ? this.trainCount : this.testCount;
    const indices = Int32Array.from({ length: Math.min(count, available) }, (_, index) => index);
    return asValues(this.#data[split].examples.read(indices), this.#description.dtype);
  }

  attach(): void {
    // The program is fed.
  }

  expect(order: Int32Array, batchSize: number): void {
    this.#reader.expect(order, batchSize);
  }

  async fetch(indices: Int32Array): Promise<void> {
    this.#atHand = { indices, bytes: await this.#reader.fetch(indices) };
  }

  feeds(split: SplitName, indices: Int32Array): Feeds {
    const bytes = (split === 'train' ? this.#fromHand(indices) : null) ?? this.#readNow(split, indices);
    return {
      images: this.#tensor(bytes, indices.length),
      labels: int32(indices.map((index) => this.#label(split, index))),
    };
  }

  images(split: SplitName, indices: readonly number[]): readonly TensorData[] {
    return indices.map((index) => this.#tensor(this.#readNow(split, Int32Array.of(index)), 1));
  }

  close(): void {
    this.#reader.close();
    closeStreamed(this.#data);
  }

  #tensor(bytes: Uint8Array, count: number): TensorData {
    const { dtype, exampleShape } = this.#description;
    return exampleTensor(asValues(bytes, dtype), [count, ...exampleShape]);
  }

  /** The batch in memory or a part of it; null when these are other examples. */
  #fromHand(indices: Int32Array): Uint8Array | null {
    if (this.#atHand === null) return null;
    const { indices: fetched, bytes } = this.#atHand;
    const first = fetched.indexOf(indices[0] ?? -1);
    if (first === -1 || indices.some((index, place) => fetched[first + place] !== index)) return null;
    const size = bytes.length / fetched.length;
    return bytes.subarray(first * size, (first + indices.length) * size);
  }

  #readNow(split: SplitName, indices: Int32Array): Uint8Array {
    const { train, test } = this.#data;
    if (split === 'train') return train.examples.read(indices);
    const end = indices.findIndex((index) => index >= this.testCount);
    if (end === -1) return test.examples.read(indices);
    const tested = test.examples.read(indices.subarray(0, end));
    const validating = indices.subarray(end).map((index) => this.#validationIndex(index));
    const validated = this.#validation.examples.read(validating);
    const bytes = new Uint8Array(tested.length + validated.length);
    bytes.set(tested);
    bytes.set(validated, tested.length);
    return bytes;
  }

  #label(split: SplitName, index: number): number {
    const { train, test } = this.#data;
    if (split === 'train') return train.labels[index] ?? 0;
    const isTest = index < this.testCount;
    return (isTest ? test.labels[index] : this.#validation.labels[this.#validationIndex(index)]) ?? 0;
  }

  /** Where the examples for validation are stored. */
  get #validation(): StreamedSplit {
    const { train, validation } = this.#data;
    return (this.split.hasOwnValidation ? validation : null) ?? train;
  }

  /** The place, where it is stored, of the example after the test examples. */
  #validationIndex(index: number): number {
    return this.split.validation[index - this.testCount] ?? 0;
  }
}
