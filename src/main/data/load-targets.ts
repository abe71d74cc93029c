import { labelBytes, type LabelType } from '../../graph-runtime/datasets/labels/label-kind';
import { numbersOfRows } from '../../graph-runtime/datasets/labels/row-layout';
import {
  firstLabel,
  labelKindOf,
  labelNamed,
  layoutWithImages,
  storedValueCount,
  type TargetDescription,
} from '../../graph-runtime/datasets/target-description';
import { DamagedFile } from './damaged-file';
import type { FoundDataset } from './dataset-catalog';
import type { DatasetDescription, DatasetFile, SplitDescription } from './dataset-description';
import { isSameShape, readIdx } from './read-idx';
import { readWhole } from './read-whole';

/** Labels as they are stored: int32 of one class, uint8 of several, of masks and of rows with masks, float32 of numbers and other rows. */
export type TargetValues = Int32Array | Uint8Array | Float32Array;

/** How the labels of a data set are stored; null where it has none. */
export function storedLabelType({ target, exampleShape }: DatasetDescription): LabelType | null {
  return labelKindOf(target).storage(target, exampleShape);
}

/**
 * The labels of a split, one example after the other; none where the data set has none.
 *
 * @throws when the file is missing or damaged
 */
export async function loadTargets(found: FoundDataset, split: SplitDescription): Promise<TargetValues> {
  const { description, folder } = found;
  const type = storedLabelType(description);
  if (type === null || split.targets === undefined) return new Int32Array();
  const values =
    description.version === 1
      ? await loadIdxLabels(folder, split.targets, split.count)
      : asTargetValues(await readWhole(folder, split.targets, split.count * labelBytes(type)), type);
  const { target, exampleShape } = description;
  const flaw = labelKindOf(target).flawOf?.(values, target, exampleShape) ?? null;
  if (flaw !== null) throw new DamagedFile(split.targets.file, flaw);
  return values;
}

/**
 * All labels but masks of each example, one after the other, where there are several; null where there is one that is no number.
 *
 * @param count examples that they are of
 */
export function numbersOfTargets(
  values: TargetValues,
  target: TargetDescription,
  count: number,
): Float32Array | null {
  if (values instanceof Float32Array) return values;
  const layout = layoutWithImages(target);
  return layout === null || !(values instanceof Uint8Array) ? null : numbersOfRows(values, count, layout);
}

/** One class index for each example: of the only label, or of the first of several; empty where that is no class. */
export function classesOfTargets(
  values: TargetValues,
  target: TargetDescription,
  numbers: Float32Array | null,
): Int32Array {
  if (values instanceof Int32Array) return values;
  return numbers === null ? new Int32Array() : classesOfNumbers(numbers, target);
}

/** As `classesOfTargets`, of the first of several labels. */
export function classesOfNumbers(numbers: Float32Array, target: TargetDescription): Int32Array {
  if (target.kind !== 'columns' || firstLabel(target).kind !== 'class') return new Int32Array();
  const stride = storedValueCount(target);
  const at = labelNamed(target, '')?.column?.at ?? 0;
  return Int32Array.from({ length: numbers.length / stride }, (_, row) => numbers[row * stride + at] ?? 0);
}

/** What results are made of: the class of each example, or all its labels but masks where there are several. */
export function shownLabels({
  labels,
  numbers,
}: {
  readonly labels: Int32Array;
  readonly numbers: Float32Array | null;
}): TargetValues {
  return numbers ?? labels;
}

/** Bytes as the values they are. They begin where numbers may. */
export function asTargetValues(bytes: Uint8Array, { dtype }: LabelType): TargetValues {
  if (dtype === 'uint8') return bytes;
  const { buffer, byteOffset, length } = bytes;
  return dtype === 'int32'
    ? new Int32Array(buffer, byteOffset, length / Int32Array.BYTES_PER_ELEMENT)
    : new Float32Array(buffer, byteOffset, length / Float32Array.BYTES_PER_ELEMENT);
}

/** The labels of some examples, one after the other. */
export function pickTargets(values: TargetValues, size: number, indices: Int32Array): TargetValues {
  const picked = emptyLike(values, indices.length * size);
  indices.forEach((index, place) => {
    picked.set(values.subarray(index * size, (index + 1) * size), place * size);
  });
  return picked;
}

/** As many zeros of the same type. */
export function emptyLike(values: TargetValues, length: number): TargetValues {
  if (values instanceof Int32Array) return new Int32Array(length);
  return values instanceof Float32Array ? new Float32Array(length) : new Uint8Array(length);
}

/** The class of each example of a split, of files that come with the app. */
async function loadIdxLabels(folder: string, file: DatasetFile, count: number): Promise<Int32Array> {
  const labels = await readIdx(folder, file, count);
  if (!isSameShape([count], labels.shape))
    throw new DamagedFile(file.file, `it holds ${labels.shape[0]} labels`);
  return Int32Array.from(labels.values);
}
