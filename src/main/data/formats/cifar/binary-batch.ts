import type { TreeFile } from '../../file-tree/file-tree';
import type { ArrayListing, NamedArray } from '../arrays/named-array';
import { baseName } from '../image-names';

/** Bytes of an image of CIFAR: a plane of 32 × 32 for each channel. */
const IMAGE_BYTES = 3_072;
const IMAGE_SHAPE = [3, 32, 32] as const;

/** The labels in front of each image. */
export interface BinaryKind {
  readonly labels: readonly string[];
}

/** CIFAR-10's files by their names, CIFAR-100's by theirs and their length; null for others. */
export function binaryKind(file: TreeFile): BinaryKind | null {
  const labels = NAMES.find(([name]) => name.test(baseName(file.path)))?.[1];
  // Only then is its size asked for: in a folder, that costs a call of the system for each file.
  if (labels === undefined || file.size === 0) return null;
  return file.size % (IMAGE_BYTES + labels.length) === 0 ? { labels } : null;
}

const NAMES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(data_batch_\d+|test_batch)\.bin$/, ['labels']],
  [/^(train|test)\.bin$/, ['coarse_labels', 'fine_labels']],
];

export function readBinaryBatch(bytes: Uint8Array, file: string, { labels }: BinaryKind): ArrayListing {
  const step = labels.length + IMAGE_BYTES;
  const count = bytes.length / step;
  const images: NamedArray = {
    ...{ file, name: 'data', shape: [count, ...IMAGE_SHAPE], type: 'whole' },
    read: async (start, length) => {
      const values = new Uint8Array(length * IMAGE_BYTES);
      for (let index = 0; index < length; index += 1) {
        const from = (start + index) * step + labels.length;
        values.set(bytes.subarray(from, from + IMAGE_BYTES), index * IMAGE_BYTES);
      }
      return values;
    },
  };
  const arrays = labels.map(
    (name, place): NamedArray => ({
      ...{ file, name, shape: [count], type: 'whole' },
      read: async (start, length) =>
        Uint8Array.from({ length }, (_, index) => bytes[(start + index) * step + place] ?? 0),
    }),
  );
  return { arrays: [images, ...arrays], problems: [] };
}
