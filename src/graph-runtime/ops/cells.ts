/** 0, 1, ..., `count - 1`. */
export function numbersTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** The `[row, column]` of every cell of a rectangle, row by row. */
export function cellsOf(rows: number, columns: number): readonly (readonly [row: number, column: number])[] {
  return numbersTo(rows).flatMap((row) => numbersTo(columns).map((column) => [row, column] as const));
}
