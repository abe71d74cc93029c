import type { DecodedPixels, ImageHeader } from '../image-decoder';
import { colorOfCmyk } from './cmyk';
import { sampleOf } from './png-rows';

/** How a TIFF file stores colors. */
export interface TiffColors {
  /** 0 gray with 0 as white, 1 gray, 2 RGB, 3 palette, 5 CMYK */
  readonly photometric: number;
  /** Bits of a sample. */
  readonly depth: number;
  /** Samples of a pixel. */
  readonly samples: number;
  /** Which of them is alpha; -1 if none is. */
  readonly alphaAt: number;
  /** Whether colors are multiplied by alpha. */
  readonly isPremultiplied: boolean;
  /** All reds, all greens, all blues, of 16 bits. */
  readonly palette: readonly number[] | null;
}

/** The unpacked rows of a strip or tile, and where they belong. */
export interface TiffPart {
  readonly data: Uint8Array;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly rows: number;
  /** The number of the only sample in it; -1 if it has all of them. */
  readonly plane: number;
}

/** An image that is put together from strips or tiles: first its samples, 8 bits each (of 16 the higher ones), then colors. */
export class TiffPixels {
  readonly #colors: TiffColors;
  readonly #header: ImageHeader;
  /** `[height, width, samples that are used]` */
  readonly #samples: Uint8Array;
  readonly #used: number;

  constructor(colors: TiffColors, header: ImageHeader) {
    this.#colors = colors;
    this.#header = header;
    // Beside colors and alpha, a pixel may have samples that mean something else.
    const needed = { 2: 3, 5: 4 }[colors.photometric] ?? 1;
    this.#used = needed + (colors.alphaAt < 0 ? 0 : 1);
    this.#samples = new Uint8Array(header.width * header.height * this.#used);
  }

  add({ data, left, top, width, rows, plane }: TiffPart): void {
    const { depth, samples } = this.#colors;
    const inPart = plane < 0 ? samples : 1;
    const rowBytes = Math.ceil((width * inPart * depth) / 8);
    const columns = Math.min(width, this.#header.width - left);
    const used = this.#used;
    if (plane >= used) return;
    for (let row = 0; row < Math.min(rows, this.#header.height - top); row += 1) {
      const source = data.subarray(row * rowBytes, (row + 1) * rowBytes);
      const target = ((top + row) * this.#header.width + left) * used;
      for (let column = 0; column < columns; column += 1) {
        for (let sample = 0; sample < (plane < 0 ? used : 1); sample += 1) {
          const number = column * inPart + sample;
          const value = depth === 16 ? (source[2 * number] ?? 0) : sampleOf(source, number, depth);
          this.#samples[target + column * used + (plane < 0 ? sample : plane)] = value;
        }
      }
    }
  }

  finish(): DecodedPixels {
    const { photometric, depth, alphaAt, isPremultiplied } = this.#colors;
    const count = this.#header.width * this.#header.height;
    const pixels = new Uint8Array(4 * count);
    const used = this.#used;
    const scale = depth < 8 ? 255 / ((1 << depth) - 1) : 1;
    for (let pixel = 0; pixel < count; pixel += 1) {
      const from = pixel * used;
      const at = 4 * pixel;
      this.#setColor(pixels, at, from, scale);
      const alpha = alphaAt < 0 ? 255 : (this.#samples[from + used - 1] ?? 0) * scale;
      pixels[at + 3] = alpha;
      if (isPremultiplied && alphaAt >= 0) divideByAlpha(pixels, at, alpha);
    }
    const hasIndices = photometric === 3 || (photometric <= 1 && depth <= 8 && used === 1);
    return {
      pixels,
      indices: hasIndices && used === 1 ? this.#samples : null,
      isOpaque: alphaAt < 0,
    };
  }

  #setColor(pixels: Uint8Array, at: number, from: number, scale: number): void {
    const { photometric, palette, depth } = this.#colors;
    const samples = this.#samples;
    const first = samples[from] ?? 0;
    if (photometric === 2) {
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[at + channel] = (samples[from + channel] ?? 0) * scale;
      }
    } else if (photometric === 3) {
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[at + channel] = (palette?.[channel * (1 << depth) + first] ?? 0) >> 8;
      }
    } else if (photometric === 5) {
      const black = samples[from + 3] ?? 0;
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[at + channel] = colorOfCmyk(samples[from + channel] ?? 0, black);
      }
    } else {
      const gray = photometric === 0 ? 255 - first * scale : first * scale;
      pixels.fill(gray, at, at + 3);
    }
  }
}

function divideByAlpha(pixels: Uint8Array, at: number, alpha: number): void {
  if (alpha === 0 || alpha === 255) return;
  for (let channel = 0; channel < 3; channel += 1) {
    pixels[at + channel] = Math.min(255, Math.floor((255 * (pixels[at + channel] ?? 0)) / alpha));
  }
}
