import { imageOfRows } from '../../../graph-runtime/datasets/labels/row-layout';
import {
  labelKindOf,
  layoutWithImages,
  secondImageNamed,
} from '../../../graph-runtime/datasets/target-description';
import type { BrowsedDataset } from './browsed-dataset';

/** The second images of a data set: its only label, or one of several. */
export interface StoredSeconds {
  /** `[height, width, channels]` */
  readonly shape: readonly number[];
  /** Those of the examples of these numbers, one after the other. @throws the system's error */
  read(numbers: readonly number[]): Uint8Array;
}

/**
 * The second images of a label; null where it is none.
 *
 * @param label its name; empty: the only one, or the first of several
 */
export function storedSeconds({ found, targets }: BrowsedDataset, label: string): StoredSeconds | null {
  const { target, exampleShape } = found.description;
  const named = secondImageNamed(target, label);
  const type = named && labelKindOf(named.description).storage(named.description, exampleShape);
  if (named === null || type === null) return null;
  const layout = layoutWithImages(target);
  const { shape } = type;
  if (layout === null) return { shape, read: (numbers) => targets.read(numbers) };
  const image = named.column?.image ?? 0;
  return {
    shape,
    read: (numbers) => imageOfRows(targets.read(numbers), numbers.length, layout, image),
  };
}
