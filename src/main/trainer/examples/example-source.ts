import type { Program } from '../../../graph-runtime/compile/program';
import type { Feeds, NativeSession } from '../engine/native-session';
import type { TensorData } from '../engine/tensor-data';
import type { SplitExamples } from './split-examples';

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
 * stored data; in the `test` split, those held out from training lie after the test examples.
 */
export interface ExampleSource extends ExampleCounts {
  /** Whether a batch's images are fed with every call. */
  readonly isFed: boolean;
  /** Class of each test example. */
  readonly testLabels: Uint8Array;
  /** The first images of a split, as they are stored. */
  firstImages(split: SplitName, count: number): Uint8Array;
  /** Puts the data where the program looks for it. */
  attach(program: Program, session: NativeSession): void;
  /** Announces which training examples come next, `batchSize` at a time, so that they are brought while steps run. */
  expect(order: Int32Array, batchSize: number): void;
  /** Waits until a training batch is in memory. */
  fetch(indices: Int32Array): Promise<void>;
  /** What a call on these examples is fed. */
  feeds(split: SplitName, indices: Int32Array): Feeds;
  /** Single stored images, each uint8 `[1, height, width, channels]`. */
  images(split: SplitName, indices: readonly number[]): readonly TensorData[];
  close(): void;
}
