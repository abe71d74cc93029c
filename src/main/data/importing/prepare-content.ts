import type { DecodingPool } from '../decoding/decoding-pool';
import { differenceHash } from '../decoding/difference-hash';
import { type FitOptions, fitImage } from '../decoding/fit-image';
import type { DecodedImage, ImageFormat } from '../decoding/image';
import { hashPixels, type PreparedImage } from '../decoding/prepare-image';
import type { FileTree } from '../file-tree/file-tree';
import type { SourceContent } from '../formats/data-format';
import { readImageFile } from './read-content';

/** What a source has of an image. */
export type ImageContent = Exclude<SourceContent, { type: 'features' }>;

/** An image as a network takes it, wherever it came from. */
export interface PreparedContent extends Omit<PreparedImage, 'format'> {
  /** Null: it was an array. */
  readonly format: ImageFormat | null;
}

/**
 * Decodes and fits what a source has of an example.
 *
 * @throws ImageProblem, SourceProblemError
 */
export async function prepareContent(
  tree: FileTree,
  content: ImageContent,
  fit: FitOptions | null,
  pool: DecodingPool,
): Promise<PreparedContent> {
  switch (content.type) {
    case 'file':
      return pool.prepare(await readImageFile(tree, content.path), { fit });
    case 'encoded':
      return pool.prepare(content.bytes, { fit });
    case 'pixels':
      return prepareArray(content.shape, content.pixels, fit);
  }
}

/** Arrays are small and need no decoding: a thread would only carry them to and fro. */
function prepareArray(
  [height, width, channels]: readonly [number, number, number],
  pixels: Uint8Array,
  fit: FitOptions | null,
): PreparedContent {
  const image = asDecoded(pixels, height, width, channels);
  const isUnchanged = fit?.height === height && fit.width === width && fit.channels === channels;
  return {
    ...{ format: null, width, height, isGray: channels === 1 || image.isGray, hasAlpha: false, notes: [] },
    sha256: hashPixels(image),
    differenceHash: differenceHash(image),
    pixels: fit === null ? new Uint8Array() : isUnchanged ? pixels : fitImage(image, fit),
  };
}

function asDecoded(pixels: Uint8Array, height: number, width: number, channels: number): DecodedImage {
  const count = height * width;
  const rgba = new Uint8Array(count * 4).fill(255);
  let isGray = true;
  for (let index = 0; index < count; index += 1) {
    const from = index * channels;
    const red = pixels[from] ?? 0;
    const green = channels === 1 ? red : (pixels[from + 1] ?? 0);
    const blue = channels === 1 ? red : (pixels[from + 2] ?? 0);
    rgba[4 * index] = red;
    rgba[4 * index + 1] = green;
    rgba[4 * index + 2] = blue;
    isGray &&= red === green && red === blue;
  }
  return { format: 'ppm', width, height, pixels: rgba, isGray, hasAlpha: false, indices: null, notes: [] };
}
