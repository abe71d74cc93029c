import { createHash } from 'node:crypto';
import type { DuplicatesPolicy, ProblemReason, SplitName } from '../../../../contract/contract';
import { NearDuplicates } from './near-duplicates';

/** An example that has its place in the data set. */
export interface PlacedExample {
  readonly key: string;
  readonly split: SplitName;
  /** Its split was drawn, and is not the source's. */
  readonly isDrawn: boolean;
  /** What it is to be taken for, so that equal texts mean equal targets. */
  readonly target: string;
}

/** What tells an image from others. */
export interface Fingerprint {
  readonly sha256: string;
  /** Null for rows of a table, which are equal or are not. */
  readonly look: { readonly differenceHash: string; readonly thumbnail: Uint8Array } | null;
}

/** Of a table's row, before anything is done to its values. */
export function rowFingerprint(row: Float32Array): Fingerprint {
  const bytes = new Uint8Array(row.buffer, row.byteOffset, row.byteLength);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), look: null };
}

/** An earlier example that is equal, or almost. */
export interface Twin {
  readonly example: PlacedExample;
  readonly isEqual: boolean;
}

/** All examples placed so far, by what they look like. */
export class Duplicates {
  readonly #bySha = new Map<string, PlacedExample>();
  readonly #near = new NearDuplicates();
  /** By the numbers that `#near` gives. */
  readonly #looks: PlacedExample[] = [];

  /** The first example placed that this one equals, else the first that looks the same; null: it is new. */
  find({ sha256, look }: Fingerprint): Twin | null {
    const equal = this.#bySha.get(sha256);
    if (equal !== undefined) return { example: equal, isEqual: true };
    const number = look === null ? null : this.#near.find(look.differenceHash, look.thumbnail);
    const near = number === null ? undefined : this.#looks[number];
    return near === undefined ? null : { example: near, isEqual: false };
  }

  add({ sha256, look }: Fingerprint, example: PlacedExample): void {
    if (!this.#bySha.has(sha256)) this.#bySha.set(sha256, example);
    if (look === null) return;
    this.#looks[this.#near.add(look.differenceHash, look.thumbnail)] = example;
  }
}

/**
 * Whether the policy leaves out an example with this twin.
 *
 * @param split that it would come into
 */
export function isLeftOut(policy: DuplicatesPolicy, { example, isEqual }: Twin, split: SplitName): boolean {
  if (!isEqual || policy === 'keep') return false;
  return policy === 'drop-all' || example.split !== split;
}

/** What is to be reported of an example that is kept beside its twin. */
export function notesOf(
  { example, isEqual }: Twin,
  { split, target }: PlacedExample,
): readonly ProblemReason[] {
  const isAcross = example.split !== split;
  if (!isEqual) return [isAcross ? 'near-duplicate-across-splits' : 'near-duplicate'];
  const note = isAcross ? 'duplicate-across-splits' : 'duplicate-kept';
  return example.target === target ? [note] : [note, 'conflicting-labels'];
}
