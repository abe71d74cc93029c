import type { Thumbnails } from '../../../contract/data-browser';

/**
 * Images scaled down to fit a square, each pixel the mean of what it covers. They keep their proportions, and are never made larger.
 *
 * @param pixels `[count, height, width, channels]`
 * @param side of the square, in pixels
 */
export function shrinkImages(
  pixels: Uint8Array,
  [height = 1, width = 1, channels = 1]: readonly number[],
  side: number,
): Thumbnails {
  const { height: rows, width: columns } = shrunkSize(height, width, side);
  if (rows === height && columns === width) return { height, width, channels, pixels };
  const count = pixels.length / (height * width * channels);
  const target = new Uint8Array(count * rows * columns * channels);
  const shrink = shrinker({ height, width, channels }, { height: rows, width: columns });
  for (let image = 0; image < count; image += 1) {
    shrink(pixels, image * height * width * channels, target, image * rows * columns * channels);
  }
  return { height: rows, width: columns, channels, pixels: target };
}

/** Height and width that fit a square of that side, in the same proportions. */
export function shrunkSize(height: number, width: number, side: number) {
  const share = Math.min(1, side / Math.max(height, width));
  return { height: Math.max(1, Math.round(height * share)), width: Math.max(1, Math.round(width * share)) };
}

interface ImageSize {
  readonly height: number;
  readonly width: number;
}

function shrinker({ height, width, channels }: ImageSize & { readonly channels: number }, target: ImageSize) {
  const rows = spans(height, target.height);
  const columns = spans(width, target.width);
  return (from: Uint8Array, start: number, to: Uint8Array, place: number): void => {
    let at = place;
    for (const [top, bottom] of rows) {
      for (const [left, right] of columns) {
        const area = (bottom - top) * (right - left);
        for (let channel = 0; channel < channels; channel += 1) {
          let sum = 0;
          for (let y = top; y < bottom; y += 1) {
            const row = start + y * width * channels + channel;
            for (let x = left; x < right; x += 1) sum += from[row + x * channels] ?? 0;
          }
          to[at] = Math.round(sum / area);
          at += 1;
        }
      }
    }
  };
}

/** Divides a side into parts of whole pixels, each of at least one. */
function spans(size: number, parts: number): readonly (readonly [start: number, end: number])[] {
  return Array.from({ length: parts }, (_, part) => {
    const start = Math.min(size - 1, Math.floor((part * size) / parts));
    return [start, Math.max(start + 1, Math.floor(((part + 1) * size) / parts))] as const;
  });
}
