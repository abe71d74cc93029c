import { groupBy } from '../../../graph-runtime/collections/group-by';
import type { TupleId } from '../../../graph-runtime/targets/tuples';
import { randomNumber } from '../../data/random-number';

/** So that what is picked has nothing to do with the order of examples, which seed and epoch decide as well: "pair" in ASCII. */
const STREAMS = 0x70616972;
/** Numbers drawn for one example. */
const DRAWS = 4;

/** What decides which examples are picked. */
export interface PickKey {
  readonly seed: number;
  /** Of training: each has its own pairs. 0 for evaluations, which compare the same ones each time. */
  readonly epoch: number;
}

/** Examples by their classes, of which those of a pair or triplet are picked. */
export class TuplePicks {
  /** Examples, one class after the other. */
  readonly #byClass: Int32Array;
  /** Where each class begins among them, and how many it has. */
  readonly #parts: ReadonlyMap<number, { readonly start: number; readonly count: number }>;
  /** Where each example is among those of its class. */
  readonly #places: ReadonlyMap<number, number>;
  readonly #labelOf: (example: number) => number;

  /**
   * @param examples those to choose from
   * @param labelOf the class of each, and of those whose partners are picked
   */
  constructor(examples: Int32Array, labelOf: (example: number) => number) {
    const classes = [...groupBy(examples, labelOf)].sort(([a], [b]) => a - b);
    const parts = new Map<number, { readonly start: number; readonly count: number }>();
    let start = 0;
    for (const [label, all] of classes) {
      parts.set(label, { start, count: all.length });
      start += all.length;
    }
    this.#byClass = Int32Array.from(classes.flatMap(([, all]) => all));
    this.#parts = parts;
    this.#places = new Map(
      classes.flatMap(([, all]) => all.map((example, place) => [example, place] as const)),
    );
    this.#labelOf = labelOf;
  }

  /** The examples of a tuple, the example itself first; by seed and epoch alone, whatever was picked before. */
  tuple(id: TupleId, example: number, key: PickKey): readonly number[] {
    if (id === 'triplet') return [example, this.#same(example, key), this.#other(example, key)];
    const isSame = randomNumber(key.seed ^ STREAMS, key.epoch, DRAWS * example) % 2 === 0;
    return [example, isSame ? this.#same(example, key) : this.#other(example, key)];
  }

  /** Another example of its class; itself where there is no other. */
  #same(example: number, key: PickKey): number {
    const { start, count } = this.#partOf(example);
    const own = this.#places.get(example);
    // One that is not among them (a held-out one) may get any.
    const others = own === undefined ? count : count - 1;
    if (others === 0) return example;
    const pick = below(others, key, DRAWS * example + 1);
    const at = own !== undefined && pick >= own ? pick + 1 : pick;
    return this.#byClass[start + at] ?? example;
  }

  /** An example of another class; one of its own where there are no others. */
  #other(example: number, key: PickKey): number {
    const { start, count } = this.#partOf(example);
    const others = this.#byClass.length - count;
    if (others === 0) return this.#same(example, key);
    const pick = below(others, key, DRAWS * example + 2);
    return this.#byClass[pick >= start ? pick + count : pick] ?? example;
  }

  #partOf(example: number): { readonly start: number; readonly count: number } {
    return this.#parts.get(this.#labelOf(example)) ?? { start: 0, count: 0 };
  }
}

/** A number from 0 to `count` - 1, off from uniform by at most `count` / 2^32. */
function below(count: number, { seed, epoch }: PickKey, counter: number): number {
  return Math.floor((randomNumber(seed ^ STREAMS, epoch, counter) / 2 ** 32) * count);
}
