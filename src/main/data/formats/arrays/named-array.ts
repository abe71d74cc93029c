import type { SourceProblem } from '../../../../contract/data-problems';
import type { NumericArray } from './elements';

/** An array in a file, with the name it has there. */
export interface NamedArray {
  /** The file in the tree. */
  readonly file: string;
  /** `x_train`; the file's name without extension where a file is one array. */
  readonly name: string;
  /** C order. */
  readonly shape: readonly number[];
  readonly type: 'bool' | 'whole' | 'float' | 'text';
  /** The axes are in reverse order, as in files of MATLAB: columns before rows. */
  readonly isReversed?: boolean;
  /** Whoever lists it knows that these are examples, whatever it is called. */
  readonly isExamples?: boolean;
  /** Numbers of `count` entries of the first axis, in C order. Not for texts. @throws SourceProblemError */
  read(start: number, count: number): Promise<NumericArray>;
  /** All entries of an array of texts. @throws SourceProblemError */
  readTexts?(): Promise<readonly string[]>;
}

/** What a format finds in a tree. */
export interface ArrayListing {
  readonly arrays: readonly NamedArray[];
  /** Files that hold nothing for it, or cannot be read. */
  readonly problems: readonly SourceProblem[];
  /** Files that only describe the others. */
  readonly described?: readonly string[];
  /** Names of the classes by their numbers, where the files bring them, by the name of the array of labels. */
  readonly classNames?: Readonly<Record<string, readonly string[]>>;
}

export function lengthOf({ shape }: NamedArray): number {
  return shape[0] ?? 0;
}

/** Numbers of one entry of the first axis. */
export function entrySize({ shape }: NamedArray): number {
  return shape.slice(1).reduce((product, size) => product * size, 1);
}
