import type { NumericArray } from './elements';

/** Smallest and largest of many numbers. */
export interface ValueRange {
  readonly least: number;
  readonly most: number;
  readonly areWhole: boolean;
  /** Infinite values and NaN, which no pixel can be. */
  readonly areFinite: boolean;
}

export const EMPTY_RANGE: ValueRange = { least: Infinity, most: -Infinity, areWhole: true, areFinite: true };

export function widen(range: ValueRange, values: NumericArray): ValueRange {
  let { least, most, areWhole, areFinite } = range;
  const isFloat = values instanceof Float32Array || values instanceof Float64Array;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
    if (!isFloat) continue;
    if (areWhole && !Number.isInteger(value)) areWhole = false;
    if (areFinite && !Number.isFinite(value)) areFinite = false;
  }
  return { least, most, areWhole, areFinite };
}

/** From stored numbers to bytes: `(value - from) · factor`, rounded. */
export interface ByteScale {
  readonly from: number;
  readonly factor: number;
}

/** Largest values of whole numbers of some bits: 16 gray levels, medical images of 12 bits, ... */
const LEVELS = [1, 15, 16, 31, 63, 255, 1_023, 4_095, 16_383, 65_535] as const;

/**
 * What range pixels have, from all of them (of all splits: an image must not look different in the test set). Fractions are from 0 to 1, or
 * from -1 to 1; whole numbers have as many levels as bits; everything else is stretched from its least to its largest value.
 */
export function byteScaleOf({ least, most, areWhole }: ValueRange): ByteScale {
  if (most <= least) return { from: 0, factor: most > 0 && most <= 1 ? 255 : 1 };
  if (least >= 0 && (areWhole || most <= 1)) {
    const level = LEVELS.find((one) => most <= one);
    if (level !== undefined) return { from: 0, factor: 255 / level };
  }
  if (least >= 0 && most <= 255 && most > 64) return { from: 0, factor: 1 };
  if (least >= -1 && most <= 1) return { from: -1, factor: 127.5 };
  return { from: least, factor: 255 / (most - least) };
}
