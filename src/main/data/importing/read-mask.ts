import type { SourceProblem } from '../../../contract/contract';
import { decodeImage } from '../decoding/decode-image';
import { DEFAULT_LIMITS } from '../decoding/image';
import { ImageProblem } from '../decoding/image-problem';
import { throwIfAborted } from '../file-tree/abort';
import { labelFilesOf } from '../../../graph-runtime/datasets/labels/label-kind';
import type { FileTree } from '../file-tree/file-tree';
import { classesOfMasks, type MaskClasses, type SourceMask } from './examples/fit-mask';
import type { ListedExample } from './list-examples';
import { orProblem, readImageFile } from './read-content';

/**
 * Reads a mask.
 *
 * @throws ImageProblem (`bad-label` where its pixels are colors and no numbers), SourceProblemError
 */
export async function readMask(tree: FileTree, path: string): Promise<SourceMask> {
  const { height, width, indices } = await decodeImage(await readImageFile(tree, path), DEFAULT_LIMITS);
  if (indices === null)
    throw new ImageProblem('bad-label', 'its pixels are colors: it needs a palette, or gray values');
  return { height, width, values: indices };
}

/**
 * The classes of the masks of each label, from the values that occur in them, by the places of the labels among those that are images. Those
 * that cannot be read are reported when their examples are.
 */
export async function findMaskClasses(
  tree: FileTree,
  listed: readonly ListedExample[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, MaskClasses>> {
  const found = new Map<number, Set<number>>();
  for (const { target } of listed) {
    throwIfAborted(signal);
    for (const [at, file] of labelFilesOf(target).entries()) {
      if (!('mask' in file)) continue;
      const read = await orProblem(file.mask, () => readMask(tree, file.mask));
      const values = found.get(at) ?? new Set();
      found.set(at, values);
      if ('value' in read) for (const value of new Set(read.value.values)) values.add(value);
    }
  }
  return new Map([...found].map(([at, values]) => [at, classesOfMasks(values)]));
}

/** The mask of an image of that size, or why it cannot be used. */
export async function readMaskOf(
  tree: FileTree,
  path: string,
  image: { readonly height: number; readonly width: number },
): Promise<{ readonly value: SourceMask } | { readonly problem: SourceProblem }> {
  return orProblem(path, async () => {
    const mask = await readMask(tree, path);
    if (mask.height === image.height && mask.width === image.width) return mask;
    throw new ImageProblem(
      'other-size',
      `${mask.height}x${mask.width}, its image ${image.height}x${image.width}`,
    );
  });
}
