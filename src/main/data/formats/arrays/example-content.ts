import type { SourceProblem } from '../../../../contract/data-problems';
import type { SourceContent } from '../data-format';
import { describe } from './array-roles';
import type { NumericArray } from './elements';
import { type ImageAxes, imageAxesOf } from './image-axes';
import { entrySize, lengthOf, type NamedArray } from './named-array';
import { type ByteScale, byteScaleOf, EMPTY_RANGE, type ValueRange, widen } from './value-range';

export interface ContentReader {
  /** The contents of `count` examples from `start` on. */
  readonly contentOf: (array: NamedArray, start: number, count: number) => Promise<SourceContent[]>;
  /** Notes on arrays whose values are not bytes. */
  readonly scaled: readonly SourceProblem[];
  /** Examples are rows of numbers. */
  readonly isTable: boolean;
}

/** Numbers read at a time while the range is looked for. */
const SCANNED = 16_000_000;

/** Images where the shapes are those of images and the values can be pixels; else rows of numbers. */
export async function contentReader(arrays: readonly NamedArray[]): Promise<ContentReader> {
  let range = EMPTY_RANGE;
  for (const array of arrays) range = await rangeOf(array, range);
  const axes = new Map(arrays.map((array) => [array, imageAxesOf(array)]));
  const isTable =
    !range.areFinite || arrays.some((array) => axes.get(array) === null || isPlainTable(array, range));
  const scale = byteScaleOf(range);
  const isScaled = !isTable && (scale.from !== 0 || scale.factor !== 1);
  return {
    isTable,
    contentOf: async (array, start, count) => {
      const values = await array.read(start, count);
      const own = axes.get(array) ?? null;
      return Array.from({ length: count }, (_, index) => {
        const entry = values.subarray(index * entrySize(array), (index + 1) * entrySize(array));
        return isTable || own === null ? featuresOf(entry) : pixelsOf(entry, own, scale);
      });
    },
    scaled: isScaled
      ? arrays.map((array) => ({
          ...{ reason: 'values-scaled', path: array.file },
          detail: `${describe(array)}: ${range.least} – ${range.most}`,
        }))
      : [],
  };
}

/** Rows of a square number of values are images only where the values are those of pixels. */
function isPlainTable({ shape }: NamedArray, { least, most, areWhole }: ValueRange): boolean {
  if (shape.length !== 2) return false;
  return least < 0 || most > 255 || !(areWhole || most <= 1);
}

async function rangeOf(array: NamedArray, range: ValueRange): Promise<ValueRange> {
  let result = range;
  const step = Math.max(1, Math.floor(SCANNED / Math.max(1, entrySize(array))));
  for (let start = 0; start < lengthOf(array); start += step) {
    result = widen(result, await array.read(start, Math.min(step, lengthOf(array) - start)));
  }
  return result;
}

function featuresOf(values: NumericArray): SourceContent {
  return { type: 'features', values: Float32Array.from(values) };
}

function pixelsOf(
  values: NumericArray,
  { shape, steps }: ImageAxes,
  { from, factor }: ByteScale,
): SourceContent {
  const [height, width, channels] = shape;
  const [rowStep, columnStep, channelStep] = steps;
  const pixels = new Uint8Array(height * width * channels);
  let at = 0;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      for (let channel = 0; channel < channels; channel += 1) {
        const value = values[row * rowStep + column * columnStep + channel * channelStep] ?? 0;
        pixels[at] = Math.round((value - from) * factor);
        at += 1;
      }
    }
  }
  return { type: 'pixels', shape, pixels };
}
