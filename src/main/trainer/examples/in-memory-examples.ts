import type { Program } from '../../../graph-runtime/compile/program';
import type { OutputName, SplitSignatures } from '../../../graph-runtime/compile/program-signatures';
import type { LabelType } from '../../../graph-runtime/datasets/labels/label-kind';
import type { LoadedDataset, LoadedSplit } from '../../data/load-dataset';
import { emptyLike, pickTargets, shownLabels, type TargetValues } from '../../data/load-targets';
import type { ExampleValues } from '../../data/prepared-example';
import type { Feeds, NativeSession } from '../engine/native-session';
import { callProgram, type RunningProgram } from '../engine/program-calls';
import { int32, type TensorData } from '../engine/tensor-data';
import { type ExampleSource, exampleTensor, labelTensor, type SplitName } from './example-source';
import type { SplitExamples } from './split-examples';

/** Examples that go to the engine in one call: few enough that the copy on the way stays small. */
const EXAMPLES_PER_CALL = 1024;

/** Examples that the engine keeps as bytes: a step feeds nothing but their numbers. */
export class InMemoryExamples implements ExampleSource {
  readonly isFed = false;
  readonly rows = 1;
  readonly trainCount: number;
  readonly testCount: number;
  readonly testLabels: TargetValues;
  readonly split: SplitExamples;
  readonly #exampleShape: readonly number[];
  readonly #labelType: LabelType | null;
  /** Until it is in the engine. */
  #data: LoadedDataset | null;
  #engine: RunningProgram | null = null;

  /** @param labelType of the labels that the program takes; null: it takes none */
  constructor(
    data: LoadedDataset,
    split: SplitExamples,
    exampleShape: readonly number[],
    labelType: LabelType | null = { dtype: 'int32', shape: [] },
  ) {
    this.#data = data;
    this.trainCount = data.train.count;
    this.testCount = data.test.count;
    this.testLabels = shownLabels(data.test);
    this.split = split;
    this.#exampleShape = exampleShape;
    this.#labelType = labelType;
  }

  firstExamples(split: SplitName, count: number): ExampleValues {
    if (this.#data === null) throw new Error('the examples are in the engine by now');
    return this.#data[split].examples.subarray(0, count * this.#exampleSize);
  }

  readTrainTargets(indices: Int32Array): TargetValues {
    if (this.#data === null) throw new Error('the labels are in the engine by now');
    const { targets, count } = this.#data.train;
    return pickTargets(targets, targets.length / count, indices);
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

  labels(split: SplitName, indices: readonly number[]): TensorData | null {
    if (this.#labelType === null) return null;
    const { labels } = this.#call(`labels-${split}`, { indices: int32(indices) });
    const { values, shape } = labels;
    // The engine's binding knows no bytes in what it returns: they come as int32.
    return this.#labelType.dtype === 'uint8'
      ? { dtype: 'uint8', shape, values: Uint8Array.from(values) }
      : labels;
  }

  tupleOf(_split: SplitName, index: number): readonly number[] {
    return [index];
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

  #move(name: SplitName, { count, examples, targets }: LoadedSplit): void {
    const size = this.#exampleSize;
    const type = this.#labelType;
    const labelSize = targets.length / count;
    this.#call(`allocate-${name}`);
    for (let start = 0; start < count; start += EXAMPLES_PER_CALL) {
      const end = Math.min(start + EXAMPLES_PER_CALL, count);
      const shape = [end - start, ...this.#exampleShape];
      this.#call(`fill-${name}`, {
        places: int32(Array.from({ length: end - start }, (_, index) => start + index)),
        images: exampleTensor(examples.subarray(start * size, end * size), shape),
        ...(type && {
          labels: labelTensor(targets.subarray(start * labelSize, end * labelSize), [
            end - start,
            ...type.shape,
          ]),
        }),
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
  const labelSize = split.targets.length / split.count;
  const targets = emptyLike(split.targets, count * labelSize);
  examples.set(split.examples);
  targets.set(split.targets);
  targets.set(pickTargets(other.targets, labelSize, indices), split.targets.length);
  indices.forEach((index, place) => {
    examples.set(other.examples.subarray(index * size, (index + 1) * size), (split.count + place) * size);
  });
  return { count, examples, labels: new Int32Array(), targets, numbers: null };
}
