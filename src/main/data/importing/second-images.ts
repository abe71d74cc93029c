import type { SourceProblem } from '../../../contract/contract';
import { labelFilesOf } from '../../../graph-runtime/datasets/labels/label-kind';
import { LARGEST_SCALE } from '../../../graph-runtime/datasets/labels/target-image';
import { decodeImage } from '../decoding/decode-image';
import type { DecodingPool } from '../decoding/decoding-pool';
import type { FitOptions } from '../decoding/fit-image';
import { DEFAULT_LIMITS } from '../decoding/image';
import { ImageProblem } from '../decoding/image-problem';
import { throwIfAborted } from '../file-tree/abort';
import type { FileTree } from '../file-tree/file-tree';
import type { ListedExample } from './list-examples';
import { prepareContent } from './prepare-content';
import { orProblem, readImageFile } from './read-content';

/** What the second images of a source are. */
export interface SecondImages {
  /** 3 where any of them has colors. */
  readonly channels: 1 | 3;
  /** How many times as high and wide as its first image each is. */
  readonly scale: number;
}

/**
 * Looks at all second images, of each label that is one, by the places of the labels among those that are images; the first pair that can be read says how many
 * times as large they are. What cannot be read is reported when it is imported.
 */
export async function findSecondImages(
  tree: FileTree,
  listed: readonly ListedExample[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, SecondImages>> {
  const found = new Map<number, { channels: 1 | 3; scale: number | null }>();
  for (const { path, target } of listed) {
    throwIfAborted(signal);
    for (const [at, file] of labelFilesOf(target).entries()) {
      if (!('image' in file)) continue;
      const known = found.get(at) ?? { channels: 1, scale: null };
      found.set(at, known);
      const second = await orProblem(file.image, () => decoded(tree, file.image));
      if (!('value' in second)) continue;
      if (!second.value.isGray) known.channels = 3;
      if (known.scale !== null || path === null) continue;
      const first = await orProblem(path, () => decoded(tree, path));
      if ('value' in first) known.scale = scaleOf(first.value, second.value);
    }
  }
  return new Map([...found].map(([at, { channels, scale }]) => [at, { channels, scale: scale ?? 1 }]));
}

interface Size {
  readonly height: number;
  readonly width: number;
}

/** The whole number that is nearest; 1 for images that are smaller, or larger than any network makes them. */
function scaleOf(first: Size, second: Size): number {
  const scale = Math.round(second.height / first.height);
  return scale >= 1 && scale <= LARGEST_SCALE ? scale : 1;
}

async function decoded(tree: FileTree, path: string) {
  return decodeImage(await readImageFile(tree, path), DEFAULT_LIMITS);
}

/** The second image of an image of that size, fitted as that is; or why it cannot be used. */
export async function readSecondImage(
  tree: FileTree,
  path: string,
  image: Size,
  fit: FitOptions,
  { channels, scale }: SecondImages,
  pool: DecodingPool,
): Promise<{ readonly value: Uint8Array } | { readonly problem: SourceProblem }> {
  return orProblem(path, async () => {
    const size = { height: scale * fit.height, width: scale * fit.width };
    const read = await prepareContent(tree, { type: 'file', path }, { ...fit, ...size, channels }, pool);
    if (read.height === scale * image.height && read.width === scale * image.width) return read.pixels;
    const times = scale === 1 ? '' : `${scale} times `;
    throw new ImageProblem(
      'other-size',
      `${read.height}x${read.width}, not ${times}its image ${image.height}x${image.width}`,
    );
  });
}
