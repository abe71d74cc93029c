import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import type { Sample } from '../../contract/contract';
import { systemErrorText } from '../../contract/system-errors';
import { pixelsOfRgba } from '../../graph-runtime/images/pixels-of-rgba';
import { systemErrorCode } from '../files/file-system';
import { UsageError } from './arguments';
import { userPath } from './user-path';

/** The contract's limit for a side. */
const LARGEST_SIDE = 4_096;

/** The pixels of a PNG file. Throws a `UsageError` when there is none, or it is no PNG, or too large. */
export async function readImage(path: string): Promise<Sample> {
  let file: Buffer;
  try {
    file = await readFile(userPath(path));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === '') throw error;
    throw new UsageError(
      code === 'ENOENT'
        ? `There is no file ${path}.`
        : `${path} cannot be read: ${systemErrorText(code, 'en') ?? code}.`,
    );
  }
  const { width, height, data } = decode(path, file);
  if (Math.max(width, height) > LARGEST_SIDE) {
    throw new UsageError(
      `${path} is ${width} x ${height}; at most ${LARGEST_SIDE} pixels per side are supported.`,
    );
  }
  return { type: 'pixels', ...pixelsOfRgba(data, height, width) };
}

function decode(path: string, file: Buffer): PNG {
  try {
    return PNG.sync.read(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} is not a PNG image (${reason}).`);
  }
}
