import type { SplitName } from '../../contract/data-survey';
import type { PreparedTarget } from '../../graph-runtime/datasets/labels/label-kind';
import { labelKindOf, type TargetPlan } from '../../graph-runtime/datasets/target-description';

export { bytesOf, type PreparedTarget } from '../../graph-runtime/datasets/labels/label-kind';

/** Values of an example as they are stored: bytes of an image, numbers of a table's row. */
export type ExampleValues = Uint8Array | Float32Array;

/** One line of `files.jsonl`: where an example comes from, and where it is stored. The lines of a split are in the order of storage. */
export interface ExampleRecord {
  /** Path in the source, with the row or entry where a file holds several. */
  readonly key: string;
  /** SHA-256 of the original, in hexadecimal. */
  readonly sha256: string;
  /** `[height, width]` of the original; null where it is no image. */
  readonly size: readonly [number, number] | null;
  /** Null: it is not stored. */
  readonly split: SplitName | null;
  /** As in `PreparedTarget`, but for masks, which are images of their own: null. */
  readonly target: number | readonly number[] | null;
  /** Why it is in no split, where it is in none. */
  readonly excluded?: string;
  /** The split that a user has excluded it from; it is stored with the excluded ones. */
  readonly from?: SplitName;
  /** What the source gives, where a user has corrected it. */
  readonly original?: number | readonly number[];
}

/** An example on its way into a prepared data set. */
export interface PreparedExample {
  readonly record: Omit<ExampleRecord, 'target'>;
  /** Null where it is not stored. They may be reused as soon as the next example is asked for. */
  readonly values: ExampleValues | null;
  readonly target: PreparedTarget;
}

/**
 * The bytes of a target as they are stored; numbers have been standardized.
 *
 * @throws when it does not go with the description, which is a bug of whoever prepares the data set
 */
export function encodeTarget(target: PreparedTarget, description: TargetPlan, size: number): Uint8Array {
  const bytes = labelKindOf(description).encode(target, size);
  if (bytes === null || bytes.length !== size) {
    throw new Error(`a target does not go with targets of the kind ${description.kind}`);
  }
  return bytes;
}
