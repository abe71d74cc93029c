/** Numbers in a piece. */
const PIECE = 2 ** 20;

/**
 * The bytes of a tensor whose axes come in another order, in pieces, so that there is no second copy of the whole.
 *
 * @param permutation which of the tensor's axes comes first, second, ...; null: all as they are
 */
export function* permutedPieces(
  values: Float32Array,
  shape: readonly number[],
  permutation: readonly number[] | null,
): Generator<Uint8Array> {
  if (permutation === null) {
    yield bytesOf(values, values.length);
    return;
  }
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = permutation.map((axis) => shape[axis] ?? 1);
  const strides = permutation.map((axis) => steps[axis] ?? 1);
  const place = sizes.map(() => 0);
  const last = sizes.length - 1;
  const [rowLength = 1, rowStride = 1] = [sizes[last], strides[last]];
  let piece = new Float32Array(Math.min(PIECE, values.length));
  let filled = 0;
  for (let start = 0, done = 0; done < values.length; done += rowLength) {
    for (let column = 0, from = start; column < rowLength; column += 1, from += rowStride) {
      piece[filled] = values[from] ?? 0;
      filled += 1;
      if (filled < piece.length) continue;
      yield bytesOf(piece, filled);
      piece = new Float32Array(piece.length);
      filled = 0;
    }
    start = nextRow(place, sizes, strides, start);
  }
  if (filled > 0) yield bytesOf(piece, filled);
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

function bytesOf(values: Float32Array, count: number): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, 4 * count);
}
