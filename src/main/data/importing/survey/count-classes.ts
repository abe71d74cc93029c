import type { ClassSurvey, Imbalance, SplitCounts } from '../../../../contract/contract';
import { classesOfSource } from '../../../../graph-runtime/datasets/target-description';
import type { ListedExample } from '../list-examples';

/**
 * With this ratio of examples between two classes, a network may leave the smaller one out and still do well: of two classes, one has a fifth
 * of all. From there on Google calls an imbalance moderate (developers.google.com/machine-learning, "Imbalanced data").
 */
const IMBALANCE = 4;

/** Counts that grow with a list of examples. */
export class ClassCounts {
  readonly #classNames: readonly string[];
  readonly #indices: ReadonlyMap<string, number>;
  readonly #all = emptyCounts();
  readonly #classes: Counts[];
  #counted = 0;

  constructor(classNames: readonly string[]) {
    this.#classNames = classNames;
    this.#indices = new Map(classNames.map((name, index) => [name, index]));
    this.#classes = classNames.map(emptyCounts);
  }

  /** Takes in what has been added to the list since the last time. */
  update(examples: readonly ListedExample[]): void {
    for (; this.#counted < examples.length; this.#counted += 1) {
      const example = examples[this.#counted];
      if (example === undefined) continue;
      const split = example.split ?? 'unassigned';
      this.#all[split] += 1;
      for (const name of classesOfSource(example.target)) {
        const counts = this.#classes[this.#indices.get(name) ?? -1];
        if (counts !== undefined) counts[split] += 1;
      }
    }
  }

  get splits(): SplitCounts {
    return { ...this.#all };
  }

  get classes(): readonly ClassSurvey[] {
    return this.#classNames.map((name, index) => {
      const counts = this.#classes[index] ?? emptyCounts();
      return { name, ...counts, count: sum(counts) };
    });
  }
}

type Counts = { -readonly [Name in keyof SplitCounts]: number };

function emptyCounts(): Counts {
  return { train: 0, validation: 0, test: 0, unassigned: 0 };
}

function sum({ train, validation, test, unassigned }: SplitCounts): number {
  return train + validation + test + unassigned;
}

/** The largest and the smallest class; null where they are not far apart. */
export function imbalanceOf(classes: readonly ClassSurvey[]): Imbalance | null {
  const [first, ...others] = classes.filter(({ count }) => count > 0);
  if (first === undefined) return null;
  const largest = others.reduce((a, b) => (b.count > a.count ? b : a), first);
  const smallest = others.reduce((a, b) => (b.count < a.count ? b : a), first);
  if (largest.count < IMBALANCE * smallest.count) return null;
  const place = ({ name, count }: ClassSurvey) => ({ name, count });
  return { largest: place(largest), smallest: place(smallest) };
}
