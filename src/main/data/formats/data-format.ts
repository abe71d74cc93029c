import type { SourceProblem } from '../../../contract/data-problems';
import type { DataQuestion, SplitName, TargetKind } from '../../../contract/data-survey';
import type { SourceColumn, SourceTarget } from '../../../graph-runtime/datasets/labels/label-kind';
import type { Text } from '../../../graph-runtime/text/text';
import type { FileTree } from '../file-tree/file-tree';

export type { SourceTarget };

export type SourceContent =
  /** An encoded image in the tree. */
  | { readonly type: 'file'; readonly path: string }
  /** An encoded image inside of a Parquet file, an array, ... */
  | { readonly type: 'encoded'; readonly bytes: Uint8Array }
  /** `[height, width, channels]` with 1 or 3 channels, C order. */
  | {
      readonly type: 'pixels';
      readonly shape: readonly [number, number, number];
      readonly pixels: Uint8Array;
    }
  /** A row of a table, as the outline's `featureNames` say; not standardized yet. */
  | { readonly type: 'features'; readonly values: Float32Array };

export interface SourceExample {
  /** Where it comes from, unique in the source: a path, or a file and an index (`train.csv#12`). */
  readonly key: string;
  /** Null: the source does not say. */
  readonly split: SplitName | null;
  readonly content: SourceContent;
  readonly target: SourceTarget;
}

/** What is ambiguous, asked once with the guess first. */
export type FormatQuestion = Omit<DataQuestion, 'value'>;

export interface Recognition {
  /** From 0 to 1: of several formats that take a source, the one with the highest is used. */
  readonly confidence: number;
  /** What speaks for it: `3 folders with images in them`. */
  readonly reason: Text;
  /** The answered ones too; those that depend on an answer follow it. */
  readonly questions: readonly FormatQuestion[];
}

/** The values of questions, by their ids; the guess stands for what is missing. */
export type FormatAnswers = Readonly<Record<string, string>>;

export interface FormatOutline {
  readonly target: TargetKind;
  /** In the order of their indices. */
  readonly classNames: readonly string[];
  /** Of the numbers to predict. */
  readonly targetNames: readonly string[];
  /** The labels of each example, where there are several. */
  readonly columns?: readonly SourceColumn[];
  /** Of a table's features, in the order of their values. */
  readonly featureNames: readonly string[];
  /** `number`: to be standardized (zero mean, unit deviation over the training examples); `one-hot`: 0 or 1, stays so. As `featureNames`. */
  readonly featureKinds: readonly FeatureKind[];
  /** How many examples `examples` yields. */
  readonly exampleCount: number;
  /** Everything that is not among the examples, and why; and what is worth noting. */
  readonly problems: readonly SourceProblem[];
}

export type FeatureKind = 'number' | 'one-hot';

/** A way in which people keep data. Registered in `registry.ts`. */
export interface DataFormat {
  readonly id: string;
  readonly name: Text;
  /** One line for those whose data are in no format: what the files have to look like. */
  readonly layout: Text;
  /** Null when the files are something else. Looks at names and heads; never throws for what is in the files. */
  recognize(tree: FileTree, answers: FormatAnswers): Promise<Recognition | null>;
  /** @throws SourceProblemError when nothing can be read at all; an Error called AbortError */
  outline(tree: FileTree, answers: FormatAnswers, signal: AbortSignal): Promise<FormatOutline>;
  /** In an order that only depends on the source. @throws like `outline` */
  examples(tree: FileTree, answers: FormatAnswers, signal: AbortSignal): AsyncIterable<SourceExample>;
}
