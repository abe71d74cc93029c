/** Means and deviations of columns: what is stored is `(value - mean) / deviation`. */
export interface Standardization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/**
 * Of rows of equal length, in double precision. A column without any difference has deviation 1, so that it becomes zeros.
 *
 * @param isLeft columns that stay as they are
 */
export function standardizationOf(
  rows: Iterable<ArrayLike<number>>,
  columns: number,
  isLeft: (column: number) => boolean = () => false,
): Standardization {
  let count = 0;
  const mean = new Float64Array(columns);
  const squares = new Float64Array(columns);
  // Welford's recurrence: nothing cancels out where the mean is large.
  for (const row of rows) {
    count += 1;
    for (let column = 0; column < columns; column += 1) {
      const value = row[column] ?? 0;
      const before = value - (mean[column] ?? 0);
      mean[column] = (mean[column] ?? 0) + before / count;
      squares[column] = (squares[column] ?? 0) + before * (value - (mean[column] ?? 0));
    }
  }
  return {
    mean: Array.from(mean, (value, column) => (isLeft(column) ? 0 : value)),
    deviation: Array.from(squares, (value, column) => {
      const deviation = Math.sqrt(value / Math.max(1, count));
      return isLeft(column) || !(deviation > 0) ? 1 : deviation;
    }),
  };
}

/** One row, standardized. */
export function standardize(row: ArrayLike<number>, { mean, deviation }: Standardization): number[] {
  return Array.from(row, (value, column) => (value - (mean[column] ?? 0)) / (deviation[column] ?? 1));
}
