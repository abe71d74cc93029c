/**
 * How the labels of an example lie in its row: the values of all columns but masks, float32. Where some columns are masks, a row is bytes:
 * those of these values, then a byte for each pixel of each mask.
 */
export interface RowLayout {
  /** Values of the columns that are no masks. */
  readonly numbers: number;
  readonly masks: number;
}

/** Bytes of one value that is no pixel. */
export const NUMBER_BYTES = Float32Array.BYTES_PER_ELEMENT;

/**
 * The values that are no pixels, of rows with masks, one row after the other. They are copied: in a row of bytes they may begin anywhere.
 *
 * @param count of the rows
 */
export function numbersOfRows(rows: Uint8Array, count: number, { numbers }: RowLayout): Float32Array {
  const [size, used] = [rows.length / Math.max(1, count), numbers * NUMBER_BYTES];
  const bytes = new Uint8Array(count * used);
  for (let row = 0; row < count; row += 1)
    bytes.set(rows.subarray(row * size, row * size + used), row * used);
  return new Float32Array(bytes.buffer);
}

/**
 * One of the masks of some rows, one row after the other.
 *
 * @param mask its place among the masks
 */
export function maskOfRows(
  rows: Uint8Array,
  count: number,
  { numbers, masks }: RowLayout,
  mask: number,
): Uint8Array {
  const size = rows.length / Math.max(1, count);
  const pixels = (size - numbers * NUMBER_BYTES) / masks;
  const bytes = new Uint8Array(count * pixels);
  for (let row = 0; row < count; row += 1) {
    const start = row * size + numbers * NUMBER_BYTES + mask * pixels;
    bytes.set(rows.subarray(start, start + pixels), row * pixels);
  }
  return bytes;
}
