/**
 * How the labels of an example lie in its row: the values of all columns but masks and second images, float32. Where some columns are such
 * images, a row is bytes: those of these values, then those of each image.
 */
export interface RowLayout {
  /** Values of the columns that are no images. */
  readonly numbers: number;
  /** Bytes of each mask or second image for a pixel of the example: 1 of a mask, `scale² × channels` of a second image. */
  readonly images: readonly number[];
}

/** Bytes of one value that is no pixel. */
export const NUMBER_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Where the bytes of a mask or second image begin and end in a row. @param pixels of the example */
export function placeOfImage(
  { numbers, images }: RowLayout,
  pixels: number,
  image: number,
): readonly [start: number, end: number] {
  const start = numbers * NUMBER_BYTES + pixels * sumOf(images.slice(0, image));
  return [start, start + pixels * (images[image] ?? 0)];
}

/**
 * The values that are no pixels, of rows with images, one row after the other. They are copied: in a row of bytes they may begin anywhere.
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
 * One of the images of some rows, one row after the other.
 *
 * @param image its place among the images
 */
export function imageOfRows(rows: Uint8Array, count: number, layout: RowLayout, image: number): Uint8Array {
  const size = rows.length / Math.max(1, count);
  const [start, end] = placeOfImage(layout, pixelsOf(size, layout), image);
  const bytes = new Uint8Array(count * (end - start));
  for (let row = 0; row < count; row += 1)
    bytes.set(rows.subarray(row * size + start, row * size + end), row * (end - start));
  return bytes;
}

/** Pixels of the example that a row is of. */
export function pixelsOf(rowBytes: number, { numbers, images }: RowLayout): number {
  return (rowBytes - numbers * NUMBER_BYTES) / sumOf(images);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
