/** Means and deviations of columns: what is stored is `(value - mean) / deviation`. */
export interface Standardization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** Sums up rows of equal length, one after the other, in double precision. Only examples of the training split may be added. */
export class ColumnStatistics {
  readonly #mean: Float64Array;
  readonly #squares: Float64Array;
  #count = 0;

  constructor(columns: number) {
    this.#mean = new Float64Array(columns);
    this.#squares = new Float64Array(columns);
  }

  add(row: ArrayLike<number>): void {
    this.#count += 1;
    // Welford's recurrence: nothing cancels out where the mean is large.
    for (let column = 0; column < this.#mean.length; column += 1) {
      const value = row[column] ?? 0;
      const mean = this.#mean[column] ?? 0;
      const moved = mean + (value - mean) / this.#count;
      this.#mean[column] = moved;
      this.#squares[column] = (this.#squares[column] ?? 0) + (value - mean) * (value - moved);
    }
  }

  /**
   * Of the rows so far. A column without any difference has deviation 1, so that it becomes zeros.
   *
   * @param isLeft columns that stay as they are
   */
  standardization(isLeft: (column: number) => boolean = () => false): Standardization {
    return {
      mean: Array.from(this.#mean, (value, column) => (isLeft(column) ? 0 : value)),
      deviation: Array.from(this.#squares, (value, column) => {
        const deviation = Math.sqrt(value / Math.max(1, this.#count));
        return isLeft(column) || !(deviation > 0) ? 1 : deviation;
      }),
    };
  }
}

/** One row, standardized. */
export function standardize(row: ArrayLike<number>, { mean, deviation }: Standardization): number[] {
  return Array.from(row, (value, column) => (value - (mean[column] ?? 0)) / (deviation[column] ?? 1));
}
