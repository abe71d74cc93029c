import { damaged } from '../image-problem';

/**
 * Undoes the filters of rows, in place: each row is one byte with its filter's number, and then `length` bytes.
 *
 * @param pixelBytes from a byte to the same of the pixel before
 */
export function unfilterRows(
  data: Uint8Array,
  start: number,
  rows: number,
  length: number,
  pixelBytes: number,
): void {
  for (let row = 0; row < rows; row += 1) {
    const at = start + row * (length + 1);
    const above = row === 0 ? -1 : at - length;
    unfilterRow(data, data[at] ?? 0, at + 1, above, length, pixelBytes);
  }
}

/** @param above where the row above begins, without its filter; -1 for the first row, above which are zeros */
function unfilterRow(
  data: Uint8Array,
  filter: number,
  at: number,
  above: number,
  length: number,
  pixelBytes: number,
): void {
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let place = pixelBytes; place < length; place += 1) {
        data[at + place] = (data[at + place] ?? 0) + (data[at + place - pixelBytes] ?? 0);
      }
      return;
    case 2:
      for (let place = 0; above >= 0 && place < length; place += 1) {
        data[at + place] = (data[at + place] ?? 0) + (data[above + place] ?? 0);
      }
      return;
    case 3:
      for (let place = 0; place < length; place += 1) {
        const left = place < pixelBytes ? 0 : (data[at + place - pixelBytes] ?? 0);
        const up = above < 0 ? 0 : (data[above + place] ?? 0);
        data[at + place] = (data[at + place] ?? 0) + ((left + up) >> 1);
      }
      return;
    case 4:
      for (let place = 0; place < length; place += 1) {
        const left = place < pixelBytes ? 0 : (data[at + place - pixelBytes] ?? 0);
        const up = above < 0 ? 0 : (data[above + place] ?? 0);
        const corner = above < 0 || place < pixelBytes ? 0 : (data[above + place - pixelBytes] ?? 0);
        data[at + place] = (data[at + place] ?? 0) + paeth(left, up, corner);
      }
      return;
    default:
      damaged(`filter ${filter}`);
  }
}

/** The one of the three that is nearest to left + up - corner. */
function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
