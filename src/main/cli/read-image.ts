import { readFile } from 'node:fs/promises';
import type { Sample } from '../../contract/contract';
import { problemText } from '../../contract/data-problems';
import { systemErrorText } from '../../contract/system-errors';
import { pixelsOfRgba } from '../../graph-runtime/images/pixels-of-rgba';
import { DecodingPool } from '../data/decoding/decoding-pool';
import { ImageProblem } from '../data/decoding/image-problem';
import { systemErrorCode } from '../files/file-system';
import { UsageError } from './arguments';
import { userPath } from './user-path';

/** A sample that is no example of a data set. */
export type PixelSample = Extract<Sample, { type: 'pixels' }>;

/** The contract's limit for a side. */
const LARGEST_SIDE = 4_096;

/** The pixels of image files, in their order. Throws a `UsageError` when one cannot be read, is no image, or too large. */
export async function readImages(paths: readonly string[]): Promise<readonly PixelSample[]> {
  const pool = new DecodingPool({ limits: { maxPixels: LARGEST_SIDE ** 2 } });
  try {
    return await Promise.all(paths.map((path) => readImage(path, pool)));
  } finally {
    await pool.close();
  }
}

async function readImage(path: string, pool: DecodingPool): Promise<PixelSample> {
  const file = await readBytes(path);
  try {
    const { width, height, pixels } = await pool.decode(file);
    if (Math.max(width, height) > LARGEST_SIDE)
      throw new ImageProblem('image-too-large', `${width} x ${height}`);
    return { type: 'pixels', ...pixelsOfRgba(pixels, height, width) };
  } catch (error) {
    if (!(error instanceof ImageProblem)) throw error;
    throw new UsageError(describe(path, error));
  }
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(userPath(path));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === '') throw error;
    throw new UsageError(
      code === 'ENOENT'
        ? `There is no file ${path}.`
        : `${path} cannot be read: ${systemErrorText(code, 'en') ?? code}.`,
    );
  }
}

function describe(path: string, { reason, detail }: ImageProblem): string {
  if (reason === 'image-too-large') {
    return `${path} is ${detail}; at most ${LARGEST_SIDE} pixels per side are supported.`;
  }
  if (reason === 'not-an-image') return `${path} is not an image.`;
  return `${path} cannot be used (${detail}). ${problemText(reason).help.en}`;
}
