/** How a tensor is read whose axes come in another order: row by row, a row along the axis that comes last. */
export interface PermutedRows {
  readonly length: number;
  /** Values from one of a row to the next. */
  readonly stride: number;
  /** Where each row begins. */
  starts(): Generator<number>;
}

/**
 * @param shape of the tensor as its values lie (row-major)
 * @param permutation which of the tensor's axes comes first, second, ...
 */
export function permutedRows(shape: readonly number[], permutation: readonly number[]): PermutedRows {
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = permutation.map((axis) => shape[axis] ?? 1);
  const strides = permutation.map((axis) => steps[axis] ?? 1);
  const last = sizes.length - 1;
  const count = sizes.slice(0, -1).reduce((product, size) => product * size, 1);
  return {
    length: sizes[last] ?? 1,
    stride: strides[last] ?? 1,
    *starts() {
      const place = sizes.map(() => 0);
      for (let row = 0, start = 0; row < count; row += 1) {
        yield start;
        start = nextRow(place, sizes, strides, start);
      }
    },
  };
}

/** Moves on to the next row of all axes but the last; returns where it starts. */
function nextRow(
  place: number[],
  sizes: readonly number[],
  strides: readonly number[],
  start: number,
): number {
  let next = start;
  for (let axis = sizes.length - 2; axis >= 0; axis -= 1) {
    const [size = 1, stride = 1, at = 0] = [sizes[axis], strides[axis], place[axis]];
    if (at + 1 < size) {
      place[axis] = at + 1;
      return next + stride;
    }
    place[axis] = 0;
    next -= at * stride;
  }
  return next;
}
