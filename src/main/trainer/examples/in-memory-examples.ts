import type { Program } from '../../../graph-runtime/compile/program';
import type { OutputName, SplitSignatures } from '../../../graph-runtime/compile/program-signatures';
import type { LoadedDataset, LoadedSplit } from '../../data/load-dataset';
import type { ExampleValues } from '../../data/prepared-example';
import type { Feeds, NativeSession } from '../engine/native-session';
import { callProgram, type RunningProgram } from '../engine/program-calls';
import { int32, type TensorData } from '../engine/tensor-data';
import { type ExampleSource, exampleTensor, type SplitName } from './example-source';
import type { SplitExamples } from './split-examples';

/** Examples that go to the engine in one call: few enough that the copy on the way stays small. */
const EXAMPLES_PER_CALL = 1024;

/** Examples that the engine keeps as bytes: a step feeds nothing but their numbers. */
export class InMemoryExamples implements ExampleSource {
  readonly isFed = false;
  readonly trainCount: number;
  readonly testCount: number;
  readonly testLabels: Int32Array;
  readonly split: SplitExamples;
  readonly #exampleShape: readonly number[];
  /** Until it is in the engine. */
  #data: LoadedDataset | null;
  #engine: RunningProgram | null = null;

  constructor(data: LoadedDataset, split: SplitExamples, exampleShape: readonly number[]) {
    this.#data = data;
    this.trainCount = data.train.count;
    this.testCount = data.test.count;
    this.testLabels = data.test.labels;
    this.split = split;
    this.#exampleShape = exampleShape;
  }

  firstExamples(split: SplitName, count: number): ExampleValues {
    if (this.#data === null) throw new Error('the examples are in the engine by now');
    return this.#data[split].examples.subarray(0, count * this.#exampleSize);
  }

  attach(program: Program, session: NativeSession): void {
    if (this.#data === null) throw new Error('the examples are in the engine already');
    const { train, validation, test } = this.#data;
    this.#data = null;
    this.#engine = { program, session };
    this.#move('train', train);
    const held = this.split.hasOwnValidation ? validation : train;
    this.#move('test', held === null ? test : withExamples(test, held, this.split.validation));
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
    const values = images.dtype === 'float32' ? images.values : Uint8Array.from(images.values);
    const size = this.#exampleSize;
    return indices.map((_, place) =>
      exampleTensor(values.slice(place * size, (place + 1) * size), [1, ...this.#exampleShape]),
    );
  }

  close(): void {
    // Session and variables end together.
  }

  get #exampleSize(): number {
    return this.#exampleShape.reduce((product, size) => product * size, 1);
  }

  #call<N extends keyof SplitSignatures>(name: N, feeds: Feeds = {}): Record<OutputName<N>, TensorData> {
    if (this.#engine === null) throw new Error('the examples are not in the engine yet');
    return callProgram(this.#engine, name, feeds);
  }

  #move(name: SplitName, { count, examples, labels }: LoadedSplit): void {
    const size = this.#exampleSize;
    this.#call(`allocate-${name}`);
    for (let start = 0; start < count; start += EXAMPLES_PER_CALL) {
      const end = Math.min(start + EXAMPLES_PER_CALL, count);
      const shape = [end - start, ...this.#exampleShape];
      this.#call(`fill-${name}`, {
        places: int32(Array.from({ length: end - start }, (_, index) => start + index)),
        images: exampleTensor(examples.subarray(start * size, end * size), shape),
        labels: int32(labels.subarray(start, end)),
      });
    }
  }
}

/** A split with some examples of another one after its own. */
function withExamples(split: LoadedSplit, other: LoadedSplit, indices: Int32Array): LoadedSplit {
  if (indices.length === 0) return split;
  const size = split.examples.length / split.count;
  const count = split.count + indices.length;
  const isBytes = split.examples instanceof Uint8Array;
  const examples = isBytes ? new Uint8Array(count * size) : new Float32Array(count * size);
  const labels = new Int32Array(count);
  examples.set(split.examples);
  labels.set(split.labels);
  indices.forEach((index, place) => {
    examples.set(other.examples.subarray(index * size, (index + 1) * size), (split.count + place) * size);
    labels[split.count + place] = other.labels[index] ?? 0;
  });
  return { count, examples, labels };
}
