import type { Program } from '../../../graph-runtime/compile/program';
import type { TargetValues } from '../../data/load-targets';
import type { ExampleValues } from '../../data/prepared-example';
import type { Feeds, NativeSession } from '../engine/native-session';
import type { TensorData } from '../engine/tensor-data';
import type { SplitExamples } from './split-examples';

/** What the engine distinguishes: examples that are augmented and learned from, and those that are only evaluated. */
export type SplitName = 'train' | 'test';

/** How many examples there are. */
export interface ExampleCounts {
  /** Stored training examples, with those held out from training. */
  readonly trainCount: number;
  readonly testCount: number;
  readonly split: SplitExamples;
}

/**
 * Where a run's examples come from: the engine, which keeps them, or the disk, batch by batch. Examples go by their place in the
 * stored data; in the `test` split, those for validation lie after the test examples.
 */
export interface ExampleSource extends ExampleCounts {
  /** Whether a batch's examples are fed with every call. */
  readonly isFed: boolean;
  /** Stored labels of training examples, one after the other, before the data is in the engine; none where the run uses none. */
  readTrainTargets(indices: Int32Array): TargetValues;
  /** Class of each test example, or all its labels where there are several; empty where labels are no classes. */
  readonly testLabels: TargetValues;
  /** The first examples of a split, as they are stored. */
  firstExamples(split: SplitName, count: number): ExampleValues;
  /** Puts the data where the program looks for it. */
  attach(program: Program, session: NativeSession): void;
  /** How many stored examples each one is fed with: more than one where a network compares images. */
  readonly rows: number;
  /** These examples, the one itself first. */
  tupleOf(split: SplitName, index: number): readonly number[];
  /** Announces which training examples of an epoch come next, `batchSize` at a time, so that they are brought while steps run. */
  expect(order: Int32Array, batchSize: number, epoch?: number): void;
  /** Waits until a training batch is in memory. */
  fetch(indices: Int32Array): Promise<void>;
  /** What a call on these examples is fed. */
  feeds(split: SplitName, indices: Int32Array): Feeds;
  /** Single stored examples, each `[1, ...exampleShape]`. */
  images(split: SplitName, indices: readonly number[]): readonly TensorData[];
  /** Stored labels of single examples, `[n, ...]`; null where there are none. */
  labels(split: SplitName, indices: readonly number[]): TensorData | null;
  close(): void;
}

/** Stored labels as the engine takes them. */
export function labelTensor(values: TargetValues, shape: readonly number[]): TensorData {
  if (values instanceof Int32Array) return { dtype: 'int32', shape, values };
  return exampleTensor(values, shape);
}

/** Stored values as the engine takes them. */
export function exampleTensor(values: ExampleValues, shape: readonly number[]): TensorData {
  return values instanceof Float32Array
    ? { dtype: 'float32', shape, values }
    : { dtype: 'uint8', shape, values };
}
