/** The harmonic mean of precision and recall; NaN of a class that neither occurs nor is predicted. */
export function f1Of(found: number, predicted: number, occurring: number): number {
  return (2 * found) / (predicted + occurring);
}

/** The mean of the values that are numbers; NaN of none. */
export function meanOfDefined(values: readonly number[]): number {
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
}

/** Intersection over union of each class, from pixels `[true class][predicted class]`; NaN of a class without pixels in either. */
export function iousOf(confusion: readonly (readonly number[])[]): number[] {
  return confusion.map((row, index) => {
    const both = row[index] ?? 0;
    const occurring = row.reduce((sum, count) => sum + count, 0);
    const predicted = confusion.reduce((sum, other) => sum + (other[index] ?? 0), 0);
    return both / (occurring + predicted - both);
  });
}

/** Rows of a square matrix that was written out. */
export function matrixOf(values: readonly number[], size: number): number[][] {
  return Array.from({ length: size }, (_, row) => values.slice(row * size, (row + 1) * size));
}
