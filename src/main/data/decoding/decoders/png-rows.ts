import { damaged } from '../image-problem';

/** How a PNG file stores colors. */
export interface PngColors {
  readonly bitDepth: number;
  /** 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGBA */
  readonly colorType: number;
  /** Three bytes a color. */
  readonly palette: Uint8Array | null;
  /** tRNS: the alpha of each color of the palette, or the one color (16 bits a channel) that is transparent. */
  readonly transparency: Uint8Array | null;
}

/** Samples of a pixel by color type. */
export const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Bytes of a row without its filter. */
export function rowBytes(columns: number, { bitDepth, colorType }: PngColors): number {
  return Math.ceil((columns * (SAMPLES[colorType] ?? 1) * bitDepth) / 8);
}

interface Row {
  /** The row's bytes, unfiltered. */
  readonly source: Uint8Array;
  readonly columns: number;
  readonly colors: PngColors;
  /** RGBA of the image that is filled. */
  readonly pixels: Uint8Array;
  readonly indices: Uint8Array | null;
  /** The number of the row's first pixel in the image, and the step to the next. */
  readonly place: number;
  readonly step: number;
}

/** Writes a row's pixels as RGBA. */
export function expandPngRow(row: Row): void {
  const { colorType } = row.colors;
  if (colorType === 0) expandGray(row);
  else if (colorType === 3) expandPalette(row);
  else expandColors(row);
}

/** Gray of any depth: values of few bits are spread over 0 to 255. */
function expandGray({ source, columns, colors, pixels, indices, place, step }: Row): void {
  const { bitDepth, transparency } = colors;
  const clear = transparency === null ? -1 : sample16(transparency, 0);
  const scale = bitDepth < 8 ? 255 / ((1 << bitDepth) - 1) : 1;
  for (let column = 0; column < columns; column += 1) {
    const value = bitDepth === 16 ? sample16(source, 2 * column) : sampleOf(source, column, bitDepth);
    const gray = bitDepth === 16 ? value >> 8 : value * scale;
    const pixel = place + column * step;
    const at = 4 * pixel;
    pixels[at] = gray;
    pixels[at + 1] = gray;
    pixels[at + 2] = gray;
    pixels[at + 3] = value === clear ? 0 : 255;
    if (indices !== null) indices[pixel] = value;
  }
}

function expandPalette({ source, columns, colors, pixels, indices, place, step }: Row): void {
  const palette = colors.palette ?? new Uint8Array();
  const alphas = colors.transparency ?? new Uint8Array();
  for (let column = 0; column < columns; column += 1) {
    const index = sampleOf(source, column, colors.bitDepth);
    if (3 * index + 3 > palette.length) damaged(`color ${index} of a palette of ${palette.length / 3}`);
    const pixel = place + column * step;
    const at = 4 * pixel;
    pixels[at] = palette[3 * index] ?? 0;
    pixels[at + 1] = palette[3 * index + 1] ?? 0;
    pixels[at + 2] = palette[3 * index + 2] ?? 0;
    pixels[at + 3] = alphas[index] ?? 255;
    if (indices !== null) indices[pixel] = index;
  }
}

/** RGB, RGBA, gray with alpha; 8 or 16 bits a sample. */
function expandColors({ source, columns, colors, pixels, place, step }: Row): void {
  const { bitDepth, colorType, transparency } = colors;
  const samples = SAMPLES[colorType] ?? 1;
  const sampleBytes = bitDepth >> 3;
  const pixelBytes = samples * sampleBytes;
  const isGray = colorType === 4;
  const hasAlpha = colorType !== 2;
  for (let column = 0; column < columns; column += 1) {
    const from = column * pixelBytes;
    const at = 4 * (place + column * step);
    const red = source[from] ?? 0;
    pixels[at] = red;
    pixels[at + 1] = isGray ? red : (source[from + sampleBytes] ?? 0);
    pixels[at + 2] = isGray ? red : (source[from + 2 * sampleBytes] ?? 0);
    if (hasAlpha) pixels[at + 3] = source[from + pixelBytes - sampleBytes] ?? 0;
    else pixels[at + 3] = transparency !== null && isClear(source, from, sampleBytes, transparency) ? 0 : 255;
  }
}

function isClear(source: Uint8Array, from: number, sampleBytes: number, color: Uint8Array): boolean {
  for (let channel = 0; channel < 3; channel += 1) {
    const at = from + channel * sampleBytes;
    const value = sampleBytes === 2 ? sample16(source, at) : (source[at] ?? 0);
    if (value !== sample16(color, 2 * channel)) return false;
  }
  return true;
}

function sample16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** The value of 1, 2, 4 or 8 bits with that number in a row; the first ones are in the higher bits. */
export function sampleOf(row: Uint8Array, number: number, bits: number): number {
  if (bits === 8) return row[number] ?? 0;
  const bit = number * bits;
  return ((row[bit >> 3] ?? 0) >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
}
