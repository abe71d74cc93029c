import { addClass, type ClassSets, emptySets } from '../../../contract/class-sets';
import type { MaskThumbnails } from '../../../contract/data-browser';
import { imageOfRows } from '../../../graph-runtime/datasets/labels/row-layout';
import {
  ignoredClass,
  labelNamed,
  layoutWithImages,
  type TargetDescription,
  targetSize,
} from '../../../graph-runtime/datasets/target-description';
import type { BrowsedDataset } from './browsed-dataset';
import { shrunkSize } from './shrink-images';

/** Masks read at a time. */
const CHUNK = 256;

/** The masks of a data set: its only label, or one of several. */
export interface StoredMasks {
  readonly target: TargetDescription;
  /** Those of the examples of these numbers, one after the other. @throws the system's error */
  read(numbers: readonly number[]): Uint8Array;
}

/**
 * The masks of a label; null where it is none.
 *
 * @param label its name; absent: the only one, or the first of several
 */
export function storedMasks({ found, targets }: BrowsedDataset, label = ''): StoredMasks | null {
  const named = labelNamed(found.description.target, label);
  if (named === null || named.description.kind !== 'mask') return null;
  const { description: target, column } = named;
  const layout = layoutWithImages(found.description.target);
  if (layout === null) return { target, read: (numbers) => targets.read(numbers) };
  const mask = column?.image ?? 0;
  return {
    target,
    read: (numbers) => imageOfRows(targets.read(numbers), numbers.length, layout, mask),
  };
}

/**
 * Which classes the mask of each example has; the one that does not count is in none. Lets other questions be answered between its reads.
 *
 * @throws the system's error
 */
export async function maskClasses(
  { found, examples }: BrowsedDataset,
  { target, read }: StoredMasks,
): Promise<ClassSets> {
  const [height = 1, width = 1] = found.description.exampleShape;
  const pixels = height * width;
  const sets = emptySets(examples.records.length, targetSize(target));
  const ignored = ignoredClass(target);
  const stored = storedExamples(examples.index);
  for (let from = 0; from < stored; from += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, stored - from) }, (_, at) => from + at);
    const classes = read(numbers);
    numbers.forEach((number, at) => {
      const seen = new Uint8Array(256);
      for (let pixel = at * pixels; pixel < (at + 1) * pixels; pixel += 1) seen[classes[pixel] ?? 0] = 1;
      seen.forEach((isSeen, index) => {
        if (isSeen === 1 && index !== ignored) addClass(sets, number, index);
      });
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return sets;
}

/** Masks as large as the thumbnails of their images. Each place has the class of one pixel: classes have no mean. */
export function maskThumbnails(
  classes: Uint8Array,
  [height = 1, width = 1]: readonly number[],
  side: number,
): MaskThumbnails {
  const { height: rows, width: columns } = shrunkSize(height, width, side);
  if (rows === height && columns === width) return { height, width, classes };
  const count = classes.length / (height * width);
  const shrunk = new Uint8Array(count * rows * columns);
  let to = 0;
  for (let mask = 0; mask < count; mask += 1) {
    for (let row = 0; row < rows; row += 1) {
      const start = (mask * height + Math.floor(((row + 0.5) * height) / rows)) * width;
      for (let column = 0; column < columns; column += 1) {
        shrunk[to] = classes[start + Math.floor(((column + 0.5) * width) / columns)] ?? 0;
        to += 1;
      }
    }
  }
  return { height: rows, width: columns, classes: shrunk };
}

/** Examples whose values are stored: the first ones. */
function storedExamples({ counts, storedExcluded }: BrowsedDataset['examples']['index']): number {
  return counts.train + counts.validation + counts.test + storedExcluded;
}
