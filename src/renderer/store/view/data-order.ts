import type { LabeledExamples } from './data-labels';
import { classesOf, numbersOf } from './data-targets';

/** Examples in the order of a label: of classes by their indices, of numbers by one of them. */
export interface LabelOrder {
  /** The name of one of several labels; '' where there is one. */
  readonly label: string;
  /** Which of its numbers. */
  readonly value: number;
  readonly isDescending: boolean;
}

/**
 * Compares two examples by their labels; those without come last, equal ones stay in the order of storage. Several classes are compared one by one,
 * as words are by their letters.
 */
export function compareByLabel(
  examples: LabeledExamples,
  { value, isDescending }: LabelOrder,
): (one: number, other: number) => number {
  const sign = isDescending ? -1 : 1;
  const keyOf = (example: number): readonly number[] => {
    if (examples.target.kind !== 'numbers') return classesOf(examples, example);
    const number = numbersOf(examples, example)[value] ?? Number.NaN;
    return Number.isNaN(number) ? [] : [number];
  };
  return (one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    if (a.length === 0 || b.length === 0) return b.length - a.length || one - other;
    return sign * compareLists(a, b) || one - other;
  };
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
