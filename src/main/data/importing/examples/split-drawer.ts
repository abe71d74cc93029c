import type { SplitName, SplitRule } from '../../../../contract/contract';
import { randomNumber } from '../../random-number';

/** What is known of an example when its split is decided. */
export interface Drawable {
  /** The split that the source gives it. */
  readonly split: SplitName | null;
  /** Number of its class, or of what else the draw is to be even over; 0 where there is nothing of the kind. */
  readonly stratum: number;
}

/** The drawn examples of one class. */
interface Stratum {
  /** How many there are to draw from, without those that turned out unusable. */
  size: number;
  /** Those not yet drawn. */
  left: number;
  drawn: number;
  validation: number;
  test: number;
}

/**
 * Decides which split each example comes into, one after the other: shares of each class are drawn without knowing what is still to come
 * but its number (selection sampling: Knuth, TAOCP 2, algorithm 3.4.2 S), so that nothing has to be decoded twice or stored in between. The
 * numbers are exact: `test` of a class's examples, rounded, are in the test split, unless duplicates that must not be torn apart make
 * them a few more or less.
 */
export class SplitDrawer {
  readonly #rule: SplitRule;
  readonly #shares: { readonly validation: number; readonly test: number };
  readonly #strata = new Map<number, Stratum>();

  /** @param examples all there are, in any order */
  constructor(rule: SplitRule, examples: Iterable<Drawable>) {
    this.#rule = rule;
    const given = new Set<SplitName>();
    for (const example of examples) {
      if (example.split !== null) given.add(example.split);
      if (!this.isDrawn(example)) continue;
      const stratum = this.#strata.get(example.stratum) ?? emptyStratum();
      this.#strata.set(example.stratum, stratum);
      stratum.size += 1;
      stratum.left += 1;
    }
    const isMissing = (split: SplitName) => rule.rule === 'seeded' || !given.has(split);
    this.#shares = {
      validation: isMissing('validation') ? rule.validation : 0,
      test: isMissing('test') ? rule.test : 0,
    };
  }

  /** Whether the example's split is drawn, and not the source's. */
  isDrawn({ split }: Drawable): boolean {
    return this.#rule.rule === 'seeded' || split === null || split === 'train';
  }

  /**
   * The split of an example. Each may be asked for once, in the same order every time.
   *
   * @param equal the split of an example that it must stay together with; null where there is none
   */
  draw(example: Drawable, equal: SplitName | null): SplitName {
    if (!this.isDrawn(example)) return example.split ?? 'train';
    const stratum = this.#stratumOf(example);
    const split = equal ?? this.#pick(example.stratum, stratum);
    stratum.left -= 1;
    stratum.drawn += 1;
    if (split !== 'train') stratum[split] += 1;
    return split;
  }

  /** The example cannot be used: the others of its class are drawn as if it had never been. */
  leaveOut(example: Drawable): void {
    if (!this.isDrawn(example)) return;
    const stratum = this.#stratumOf(example);
    stratum.left -= 1;
    stratum.size -= 1;
  }

  #stratumOf({ stratum }: Drawable): Stratum {
    const found = this.#strata.get(stratum);
    if (found === undefined) throw new Error('an example that was not announced');
    return found;
  }

  #pick(number: number, stratum: Stratum): SplitName {
    const { size, left, drawn } = stratum;
    const quota = quotasOf(size, this.#shares);
    const test = Math.max(0, quota.test - stratum.test);
    const validation = Math.max(0, quota.validation - stratum.validation);
    const picked = (randomNumber(this.#rule.seed, number, drawn) / 2 ** 32) * left;
    if (picked < test) return 'test';
    return picked < test + validation ? 'validation' : 'train';
  }
}

function emptyStratum(): Stratum {
  return { size: 0, left: 0, drawn: 0, validation: 0, test: 0 };
}

/** How many of `size` examples go into validation and test; one is always left to train on. */
export function quotasOf(
  size: number,
  shares: { readonly validation: number; readonly test: number },
): { readonly validation: number; readonly test: number } {
  const most = Math.max(0, size - 1);
  const test = Math.min(most, Math.round(size * shares.test));
  return { test, validation: Math.min(most - test, Math.round(size * shares.validation)) };
}
