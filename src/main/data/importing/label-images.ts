import type { SourceProblem } from '../../../contract/contract';
import { type LabelFile, labelFilesOf } from '../../../graph-runtime/datasets/labels/label-kind';
import type { DecodingPool } from '../decoding/decoding-pool';
import type { FitOptions } from '../decoding/fit-image';
import type { FileTree } from '../file-tree/file-tree';
import { classesOfMasks, fitMask, type MaskClasses } from './examples/fit-mask';
import type { ListedExample } from './list-examples';
import { findMaskClasses, readMaskOf } from './read-mask';
import { findSecondImages, readSecondImage, type SecondImages } from './second-images';

/** What the labels are that are masks or second images, by their places among these. */
export interface LabelImages {
  /** What the values of masks mean. */
  readonly masks: ReadonlyMap<number, MaskClasses>;
  readonly seconds: ReadonlyMap<number, SecondImages>;
}

/** Looks at all labels that are images. What cannot be read is reported when it is imported. */
export async function findLabelImages(
  tree: FileTree,
  listed: readonly ListedExample[],
  signal: AbortSignal,
): Promise<LabelImages> {
  const masks = await findMaskClasses(tree, listed, signal);
  return { masks, seconds: await findSecondImages(tree, listed, signal) };
}

/** The classes of the masks of a label. @param at its place among the labels that are images */
export function masksAt({ masks }: LabelImages, at: number): MaskClasses {
  return masks.get(at) ?? classesOfMasks(new Set());
}

/** What the second images of a label are. @param at its place among the labels that are images */
export function secondsAt({ seconds }: LabelImages, at: number): SecondImages {
  return seconds.get(at) ?? { channels: 1, scale: 1 };
}

/** The bytes of an example's masks and second images as they are stored, or why one of them cannot be used. */
export async function readLabelImages(
  tree: FileTree,
  { target }: ListedExample,
  size: { readonly height: number; readonly width: number },
  fit: FitOptions,
  images: LabelImages,
  pool: DecodingPool,
): Promise<{ readonly value: readonly Uint8Array[] } | { readonly problem: SourceProblem }> {
  const found: Uint8Array[] = [];
  const read = async (file: LabelFile, at: number) => {
    if ('image' in file) return readSecondImage(tree, file.image, size, fit, secondsAt(images, at), pool);
    const mask = await readMaskOf(tree, file.mask, size);
    return 'problem' in mask ? mask : { value: fitMask(mask.value, fit, masksAt(images, at)) };
  };
  for (const [at, file] of labelFilesOf(target).entries()) {
    const one = await read(file, at);
    if ('problem' in one) return one;
    found.push(one.value);
  }
  return { value: found };
}
