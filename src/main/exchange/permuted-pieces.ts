import { permutedRows } from '../../graph-runtime/exchange/permuted-rows';

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
  const rows = permutedRows(shape, permutation);
  let piece = new Float32Array(Math.min(PIECE, values.length));
  let filled = 0;
  for (const start of rows.starts()) {
    for (let column = 0, from = start; column < rows.length; column += 1, from += rows.stride) {
      piece[filled] = values[from] ?? 0;
      filled += 1;
      if (filled < piece.length) continue;
      yield bytesOf(piece, filled);
      piece = new Float32Array(piece.length);
      filled = 0;
    }
  }
  if (filled > 0) yield bytesOf(piece, filled);
}

function bytesOf(values: Float32Array, count: number): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, 4 * count);
}
