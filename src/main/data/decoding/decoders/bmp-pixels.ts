import type { DecodedPixels, ImageHeader } from '../image-decoder';
import { damaged } from '../image-problem';
import { sampleOf } from './png-rows';

export interface BmpLayout {
  /** Where the pixels begin. */
  readonly start: number;
  readonly bits: number;
  /** Bytes from a row to the next one. */
  readonly rowBytes: number;
  readonly isTopDown: boolean;
  /** Bits of red, green, blue and alpha; for 16 and 32 bits. */
  readonly masks: readonly number[];
  /** Three bytes a color; for up to 8 bits. */
  readonly palette: Uint8Array | null;
}

/** The pixels as RGBA; the file is known to be long enough. */
export function readBmpPixels(bytes: Uint8Array, layout: BmpLayout, header: ImageHeader): DecodedPixels {
  const { width, height } = header;
  const { bits, isTopDown, palette, masks } = layout;
  const pixels = new Uint8Array(width * height * 4);
  const indices = palette === null ? null : new Uint8Array(width * height);
  const channels = masks.map(channelOf);
  for (let row = 0; row < height; row += 1) {
    const from = layout.start + layout.rowBytes * (isTopDown ? row : height - 1 - row);
    const source = bytes.subarray(from, from + layout.rowBytes);
    const place = row * width;
    if (palette !== null && indices !== null) {
      for (let column = 0; column < width; column += 1) {
        const index = sampleOf(source, column, bits);
        if (3 * index >= palette.length) damaged(`color ${index} of a palette of ${palette.length / 3}`);
        indices[place + column] = index;
        pixels.set(palette.subarray(3 * index, 3 * index + 3), 4 * (place + column));
        pixels[4 * (place + column) + 3] = 255;
      }
    } else if (bits === 24) copyColors(source, pixels, place, width);
    else maskColors(source, bits >> 3, channels, pixels, place, width);
  }
  return { pixels, indices, isOpaque: (masks[3] ?? 0) === 0 };
}

function copyColors(source: Uint8Array, pixels: Uint8Array, place: number, width: number): void {
  for (let column = 0; column < width; column += 1) {
    const at = 4 * (place + column);
    pixels[at] = source[3 * column + 2] ?? 0;
    pixels[at + 1] = source[3 * column + 1] ?? 0;
    pixels[at + 2] = source[3 * column] ?? 0;
    pixels[at + 3] = 255;
  }
}

/** How a channel is cut out of a pixel's bits. */
interface Channel {
  readonly mask: number;
  readonly shift: number;
  /** Its largest value. */
  readonly largest: number;
}

function channelOf(mask: number): Channel {
  const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
  return { mask, shift, largest: mask >>> shift };
}

function maskColors(
  source: Uint8Array,
  pixelBytes: number,
  channels: readonly Channel[],
  pixels: Uint8Array,
  place: number,
  width: number,
): void {
  for (let column = 0; column < width; column += 1) {
    let value = 0;
    for (let byte = pixelBytes - 1; byte >= 0; byte -= 1) {
      value = ((value << 8) | (source[pixelBytes * column + byte] ?? 0)) >>> 0;
    }
    const at = 4 * (place + column);
    for (let channel = 0; channel < 4; channel += 1) {
      const { mask, shift, largest } = channels[channel] ?? { mask: 0, shift: 0, largest: 0 };
      const part = (value & mask) >>> shift;
      // Fewer bits are spread over 0 to 255, rounded down as Pillow does; without a mask, alpha is opaque and a color 0.
      if (largest === 0) pixels[at + channel] = channel === 3 ? 255 : 0;
      else pixels[at + channel] = largest === 255 ? part : Math.floor((part * 255) / largest);
    }
  }
}
