import { type LabelType, labelSize } from '../../../graph-runtime/datasets/labels/label-kind';
import { BatchReader } from '../../data/batch-reader';
import type { DatasetDescription } from '../../data/dataset-description';
import { ImageFile } from '../../data/image-file';
import { asValues } from '../../data/load-dataset';
import {
  asTargetValues,
  emptyLike,
  pickTargets,
  shownLabels,
  type TargetValues,
} from '../../data/load-targets';
import type { ExampleValues } from '../../data/prepared-example';
import { closeStreamed, type StreamedDataset, type StreamedSplit } from '../../data/stream-dataset';
import type { Feeds } from '../engine/native-session';
import type { TensorData } from '../engine/tensor-data';
import {
  type ExampleCounts,
  type ExampleSource,
  exampleTensor,
  labelTensor,
  type SplitName,
} from './example-source';
import type { SplitExamples } from './split-examples';

/** A batch that has been fetched. */
interface FetchedBatch {
  readonly indices: Int32Array;
  /** Their stored bytes, and those of their labels where these stay on the disk, too. */
  readonly bytes: Uint8Array;
  readonly labels: Uint8Array | null;
}

/**
 * Examples that stay on the disk. The batches that come are read while steps run, in their own thread. Numbers are those of a run that
 * keeps its data, bit for bit.
 */
export class StreamedExamples implements ExampleSource {
  readonly isFed = true;
  readonly rows = 1;
  readonly trainCount: number;
  readonly testCount: number;
  readonly testLabels: TargetValues;
  readonly split: SplitExamples;
  readonly #data: StreamedDataset;
  readonly #description: Pick<DatasetDescription, 'exampleShape' | 'dtype'>;
  /** Null: the program takes no labels. */
  readonly #labelType: LabelType | null;
  readonly #reader: BatchReader;
  /** Of labels that stay on the disk. */
  readonly #labelReader: BatchReader | null;
  #atHand: FetchedBatch | null = null;

  constructor(
    data: StreamedDataset,
    counts: ExampleCounts,
    description: Pick<DatasetDescription, 'exampleShape' | 'dtype'>,
    labelType: LabelType | null = { dtype: 'int32', shape: [] },
  ) {
    this.#data = data;
    this.trainCount = counts.trainCount;
    this.testCount = counts.testCount;
    this.split = counts.split;
    const shown = shownLabels(data.test);
    this.testLabels = shown.subarray(0, (shown.length / data.test.count) * counts.testCount);
    this.#description = description;
    this.#labelType = labelType;
    this.#reader = new BatchReader(data.train.examples);
    const { targets } = data.train;
    const isOnDisk = labelType !== null && targets instanceof ImageFile;
    this.#labelReader = isOnDisk ? new BatchReader(targets) : null;
  }

  firstExamples(split: SplitName, count: number): ExampleValues {
    const available = split === 'train' ? this.trainCount : this.testCount;
    const indices = Int32Array.from({ length: Math.min(count, available) }, (_, index) => index);
    return asValues(this.#data[split].examples.read(indices), this.#description.dtype);
  }

  readTrainTargets(indices: Int32Array): TargetValues {
    return this.#labelType === null
      ? new Int32Array()
      : readTargets(this.#data.train, this.#labelType, indices);
  }

  attach(): void {
    // The program is fed.
  }

  expect(order: Int32Array, batchSize: number): void {
    this.#reader.expect(order, batchSize);
    this.#labelReader?.expect(order, batchSize);
  }

  async fetch(indices: Int32Array): Promise<void> {
    const labels = this.#labelReader && (await this.#labelReader.fetch(indices));
    this.#atHand = { indices, bytes: await this.#reader.fetch(indices), labels };
  }

  feeds(split: SplitName, indices: Int32Array): Feeds {
    const atHand = split === 'train' ? this.#fromHand(indices) : null;
    const images = this.#tensor(atHand?.bytes ?? this.#readNow(split, indices), indices.length);
    const labels = this.#labelsOf(split, indices, atHand?.labels ?? null);
    return labels === null ? { images } : { images, labels };
  }

  images(split: SplitName, indices: readonly number[]): readonly TensorData[] {
    return indices.map((index) => this.#tensor(this.#readNow(split, Int32Array.of(index)), 1));
  }

  labels(split: SplitName, indices: readonly number[]): TensorData | null {
    return this.#labelsOf(split, Int32Array.from(indices), null);
  }

  tupleOf(_split: SplitName, index: number): readonly number[] {
    return [index];
  }

  close(): void {
    this.#reader.close();
    this.#labelReader?.close();
    closeStreamed(this.#data);
  }

  #tensor(bytes: Uint8Array, count: number): TensorData {
    const { dtype, exampleShape } = this.#description;
    return exampleTensor(asValues(bytes, dtype), [count, ...exampleShape]);
  }

  /** The batch in memory or a part of it; null when these are other examples. */
  #fromHand(indices: Int32Array): Omit<FetchedBatch, 'indices'> | null {
    if (this.#atHand === null) return null;
    const { indices: fetched, bytes, labels } = this.#atHand;
    const first = fetched.indexOf(indices[0] ?? -1);
    if (first === -1 || indices.some((index, place) => fetched[first + place] !== index)) return null;
    const part = (all: Uint8Array) => {
      const size = all.length / fetched.length;
      return all.subarray(first * size, (first + indices.length) * size);
    };
    return { bytes: part(bytes), labels: labels && part(labels) };
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

  /** @param atHand their bytes, where they have been fetched */
  #labelsOf(split: SplitName, indices: Int32Array, atHand: Uint8Array | null): TensorData | null {
    const type = this.#labelType;
    if (type === null) return null;
    const { train, test } = this.#data;
    const end = indices.findIndex((index) => index >= this.testCount);
    const read = () => {
      if (split === 'train') return readTargets(train, type, indices);
      if (end === -1) return readTargets(test, type, indices);
      const tested = readTargets(test, type, indices.subarray(0, end));
      const validating = indices.subarray(end).map((index) => this.#validationIndex(index));
      const validated = readTargets(this.#validation, type, validating);
      const all = emptyLike(tested, tested.length + validated.length);
      all.set(tested);
      all.set(validated, tested.length);
      return all;
    };
    const values = atHand === null ? read() : asTargetValues(atHand, type);
    return labelTensor(values, [indices.length, ...type.shape]);
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

/** The labels of some examples, out of memory or from the disk. */
function readTargets({ targets }: StreamedSplit, type: LabelType, indices: Int32Array): TargetValues {
  if (targets instanceof ImageFile) return asTargetValues(targets.read(indices), type);
  return pickTargets(targets, labelSize(type), indices);
}
