import type { ResultOf } from './result-kind';

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
  { labels, predictions, classes }: Pick<ResultOf<'class'>, 'labels' | 'predictions' | 'classes'>,
  most: number,
): ConfusionCells {
  const size = classes.length;
  const counts = new Map<number, number>();
  labels.forEach((actual, example) => {
    const key = actual * size + (predictions[example] ?? 0);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return cellsOf(counts, classes, most);
}

/** The cells of a matrix that has been counted: `[true class][predicted class]`. */
export function matrixCells(
  confusion: readonly (readonly number[])[],
  classes: readonly { readonly count: number }[],
  most: number,
): ConfusionCells {
  const size = classes.length;
  const counts = new Map<number, number>();
  confusion.forEach((row, actual) => {
    row.forEach((count, predicted) => {
      if (count > 0) counts.set(actual * size + predicted, count);
    });
  });
  return cellsOf(counts, classes, most);
}

function cellsOf(
  counts: ReadonlyMap<number, number>,
  classes: readonly { readonly count: number }[],
  most: number,
): ConfusionCells {
  const size = classes.length;
  const mistakes = new Float64Array(size);
  for (const [key, count] of counts) {
    const [actual, predicted] = [Math.floor(key / size), key % size];
    if (actual === predicted) continue;
    mistakes[actual] = (mistakes[actual] ?? 0) + count;
    mistakes[predicted] = (mistakes[predicted] ?? 0) + count;
  }
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
