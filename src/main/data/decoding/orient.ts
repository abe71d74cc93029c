import type { Orientation } from './image';

/** Where the pixel at the top left of the upright image is stored, and how far its neighbors to the right and below are. */
interface Walk {
  readonly start: number;
  readonly right: number;
  readonly down: number;
}

/** @param width of the stored image, as `height` */
function walkOf(orientation: Orientation, width: number, height: number): Walk {
  const last = width * height - 1;
  const lastRow = width * (height - 1);
  switch (orientation) {
    case 1:
      return { start: 0, right: 1, down: width };
    case 2:
      return { start: width - 1, right: -1, down: width };
    case 3:
      return { start: last, right: -1, down: -width };
    case 4:
      return { start: lastRow, right: 1, down: -width };
    case 5:
      return { start: 0, right: width, down: 1 };
    case 6:
      return { start: lastRow, right: -width, down: 1 };
    case 7:
      return { start: last, right: -width, down: -1 };
    case 8:
      return { start: width - 1, right: width, down: -1 };
  }
}

/** Whether width and height change places. */
export function exchangesAxes(orientation: Orientation): boolean {
  return orientation >= 5;
}

/**
 * The pixels of an image, upright.
 *
 * @param pixels as stored, `[height, width]`, one element a pixel
 */
export function orient<T extends Uint8Array | Uint32Array>(
  pixels: T,
  width: number,
  height: number,
  orientation: Orientation,
): T {
  if (orientation === 1) return pixels;
  const { start, right, down } = walkOf(orientation, width, height);
  const [columns, rows] = exchangesAxes(orientation) ? [height, width] : [width, height];
  const upright = pixels.slice() as T;
  let place = 0;
  for (let row = 0; row < rows; row += 1) {
    let from = start + row * down;
    for (let column = 0; column < columns; column += 1) {
      upright[place] = pixels[from] ?? 0;
      place += 1;
      from += right;
    }
  }
  return upright;
}
