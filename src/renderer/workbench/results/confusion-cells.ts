import type { ClassEvaluation } from '../../../contract/contract';

export interface Cell {
  readonly actual: number;
  readonly predicted: number;
}

/** What a confusion matrix shows of an evaluation, however many classes there are. */
export interface ConfusionCells {
  /** The classes that have rows and columns, in rising order. */
  readonly classes: readonly number[];
  /** How many examples of the class were taken for the other one. */
  countOf(cell: Cell): number;
  /** How many examples of the class there are. */
  totalOf(actual: number): number;
  /** The cell off the diagonal with the most examples. */
  readonly worst: Cell;
}

/**
 * Counts the cells out of the single examples: the matrix of a thousand classes has a million cells, nearly all of them empty. Where there
 * are more than `most` classes, those that take part in the most mistakes are shown.
 */
export function confusionCells(
  { labels, predictions, classes }: Pick<ClassEvaluation, 'labels' | 'predictions' | 'classes'>,
  most: number,
): ConfusionCells {
  const size = classes.length;
  const counts = new Map<number, number>();
  const mistakes = new Float64Array(size);
  labels.forEach((actual, example) => {
    const predicted = predictions[example] ?? 0;
    const key = actual * size + predicted;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (actual === predicted) return;
    mistakes[actual] = (mistakes[actual] ?? 0) + 1;
    mistakes[predicted] = (mistakes[predicted] ?? 0) + 1;
  });
  const worst = worstOf(counts, size);
  const ranked = Array.from(mistakes.keys()).sort((a, b) => (mistakes[b] ?? 0) - (mistakes[a] ?? 0) || a - b);
  // The cell that is chosen first is among them.
  const first = [...new Set([worst.actual, worst.predicted])];
  const shown = [...first, ...ranked.filter((one) => !first.includes(one))].slice(0, Math.min(most, size));
  return {
    classes: shown.sort((a, b) => a - b),
    countOf: ({ actual, predicted }) => counts.get(actual * size + predicted) ?? 0,
    totalOf: (actual) => classes[actual]?.count ?? 0,
    worst,
  };
}

function worstOf(counts: ReadonlyMap<number, number>, size: number): Cell {
  let worst: Cell = { actual: 0, predicted: 0 };
  let largest = 0;
  for (const [key, count] of counts) {
    const cell = { actual: Math.floor(key / size), predicted: key % size };
    if (cell.actual === cell.predicted || count < largest) continue;
    // Of equal ones the first in reading order, whatever the order of the examples.
    const isFirst = cell.actual * size + cell.predicted < worst.actual * size + worst.predicted;
    if (count === largest && !isFirst) continue;
    worst = cell;
    largest = count;
  }
  return worst;
}
