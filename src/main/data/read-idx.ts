import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DamagedFile } from './damaged-file';
import type { DatasetFile } from './dataset-description';
import { type IdxArray, IdxFormatError, parseIdx } from './idx';

const decompress = promisify(gunzip);

/** Room for an IDX header of four axes. */
const LARGEST_HEADER = 20;

/**
 * An IDX file, packed or not, checked against its checksum.
 *
 * @throws DamagedFile, or the system's error
 */
export async function readIdx(
  folder: string,
  { file, sha256 }: DatasetFile,
  expectedBytes: number,
): Promise<IdxArray> {
  const packed = await readFile(join(folder, file));
  if (createHash('sha256').update(packed).digest('hex') !== sha256) {
    throw new DamagedFile(file, 'its checksum is wrong');
  }
  const unpacked = file.endsWith('.gz')
    ? // Never more than what the description announces, whatever the file says.
      await decompress(packed, { maxOutputLength: expectedBytes + LARGEST_HEADER })
    : packed;
  try {
    return parseIdx(unpacked);
  } catch (error) {
    if (error instanceof IdxFormatError) throw new DamagedFile(file, error.message);
    throw error;
  }
}

/** Whether two shapes are the same. */
export function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
