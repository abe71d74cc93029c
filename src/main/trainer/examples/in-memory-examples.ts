import type { Program } from '../../../graph-runtime/compile/program';
import type { OutputName, SplitSignatures } from '../../../graph-runtime/compile/program-signatures';
import type { LoadedDataset, LoadedSplit } from '../../data/load-dataset';
import type { Feeds, NativeSession } from '../engine/native-session';
import { callProgram, type RunningProgram } from '../engine/program-calls';
import { int32, type TensorData } from '../engine/tensor-data';
import type { ExampleSource, SplitName } from './example-source';
import type { SplitExamples } from './split-examples';

/** Images that go to the engine in one call: few enough that the copy on the way stays small. */
const IMAGES_PER_CALL = 1024;

/** Examples that the engine keeps as bytes: a step feeds nothing but their numbers. */
export class InMemoryExamples implements ExampleSource {
  readonly isFed = false;
  readonly trainCount: number;
  readonly testCount: number;
  readonly testLabels: Uint8Array;
  readonly split: SplitExamples;
  readonly #imageShape: readonly number[];
  /** Until it is in the engine. */
  #data: LoadedDataset | null;
  #engine: RunningProgram | null = null;

  constructor(data: LoadedDataset, split: SplitExamples, imageShape: readonly number[]) {
    this.#data = data;
    this.trainCount = data.train.count;
    this.testCount = data.test.count;
    this.testLabels = data.test.labels;
    this.split = split;
    this.#imageShape = imageShape;
  }

  firstImages(split: SplitName, count: number): Uint8Array {
    if (this.#data === null) throw new Error('the images are in the engine by now');
    const { images } = this.#data[split];
    return images.subarray(0, count * this.#imageSize);
  }

  attach(program: Program, session: NativeSession): void {
    if (this.#data === null) throw new Error('the images are in the engine already');
    const { train, test } = this.#data;
    this.#data = null;
    this.#engine = { program, session };
    this.#move('train', train);
    this.#move('test', withExamples(test, train, this.split.validation));
  }

  expect(): void {
    // All of them are there.
  }

  fetch(): Promise<void> {
    return Promise.resolve();
  }

  feeds(_split: SplitName, indices: Int32Array): Feeds {
    return { indices: { dtype: 'int32', shape: [indices.length], values: indices } };
  }

  images(split: SplitName, indices: readonly number[]): readonly TensorData[] {
    const { images } = this.#call(`read-${split}`, { indices: int32(indices) });
    // The engine's binding knows no bytes in what it returns: they come as int32.
    const values = Uint8Array.from(images.values);
    const size = this.#imageSize;
    return indices.map((_, place) => ({
      dtype: 'uint8' as const,
      shape: [1, ...this.#imageShape],
      values: values.slice(place * size, (place + 1) * size),
    }));
  }

  close(): void {
    // Session and variables end together.
  }

  get #imageSize(): number {
    return this.#imageShape.reduce((product, size) => product * size, 1);
  }

  #call<N extends keyof SplitSignatures>(name: N, feeds: Feeds = {}): Record<OutputName<N>, TensorData> {
    if (this.#engine === null) throw new Error('the images are not in the engine yet');
    return callProgram(this.#engine, name, feeds);
  }

  #move(name: SplitName, { count, images, labels }: LoadedSplit): void {
    const size = this.#imageSize;
    this.#call(`allocate-${name}`);
    for (let start = 0; start < count; start += IMAGES_PER_CALL) {
      const end = Math.min(start + IMAGES_PER_CALL, count);
      this.#call(`fill-${name}`, {
        places: int32(Array.from({ length: end - start }, (_, index) => start + index)),
        images: {
          dtype: 'uint8',
          shape: [end - start, ...this.#imageShape],
          values: images.subarray(start * size, end * size),
        },
        labels: int32(labels.subarray(start, end)),
      });
    }
  }
}

/** A split with some examples of another one after its own. */
function withExamples(split: LoadedSplit, other: LoadedSplit, indices: Int32Array): LoadedSplit {
  if (indices.length === 0) return split;
  const size = split.images.length / split.count;
  const count = split.count + indices.length;
  const images = new Uint8Array(count * size);
  const labels = new Uint8Array(count);
  images.set(split.images);
  labels.set(split.labels);
  indices.forEach((index, place) => {
    images.set(other.images.subarray(index * size, (index + 1) * size), (split.count + place) * size);
    labels[split.count + place] = other.labels[index] ?? 0;
  });
  return { count, images, labels };
}
