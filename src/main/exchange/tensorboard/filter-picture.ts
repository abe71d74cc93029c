import { PNG } from 'pngjs';
import type { EncodedPicture } from './event-file';

/** Pixels between filters, and the least a filter is wide and high. */
const GAP = 1;
const SMALLEST = 24;
const GRAY = 128;
/** More than this nobody looks at. */
const MOST_FILTERS = 256;

/**
 * The filters of a convolution that looks at an image, in rows: 0 is gray, the largest weight black or white. Null for a kernel of other input.
 *
 * @param shape `[height, width, channels, filters]`, with 1 or 3 channels
 */
export function filterPicture(values: Float32Array, shape: readonly number[]): EncodedPicture | null {
  const [height = 0, width = 0, channels = 0, filters = 0] = shape;
  if (shape.length !== 4 || (channels !== 1 && channels !== 3)) return null;
  const count = Math.min(filters, MOST_FILTERS);
  const scale = Math.max(1, Math.ceil(SMALLEST / Math.max(height, width)));
  const columns = Math.ceil(Math.sqrt(count));
  const cell = { height: height * scale + GAP, width: width * scale + GAP };
  const png = new PNG({
    width: columns * cell.width + GAP,
    height: Math.ceil(count / columns) * cell.height + GAP,
  });
  png.data.fill(255);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const shade = (value: number) => Math.round(GRAY + (largest > 0 ? (value / largest) * (GRAY - 1) : 0));
  for (let filter = 0; filter < count; filter += 1) {
    const top = Math.floor(filter / columns) * cell.height + GAP;
    const left = (filter % columns) * cell.width + GAP;
    for (let y = 0; y < height * scale; y += 1) {
      for (let x = 0; x < width * scale; x += 1) {
        const place = (Math.floor(y / scale) * width + Math.floor(x / scale)) * channels;
        const pixel = 4 * ((top + y) * png.width + left + x);
        for (let color = 0; color < 3; color += 1) {
          const channel = channels === 1 ? 0 : color;
          png.data[pixel + color] = shade(values[(place + channel) * filters + filter] ?? 0);
        }
      }
    }
  }
  return { height: png.height, width: png.width, channels: 3, png: PNG.sync.write(png, { colorType: 2 }) };
}
