import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';
import { DamagedFile } from './damaged-file';
import type { DatasetFile } from './dataset-description';
import { type IdxArray, IdxFormatError, parseIdx } from './idx';

const decompress = promisify(gunzip);

/** Room for an IDX header of four axes. */
const LARGEST_HEADER = 20;

/** What is unpacked at a time. */
const CHUNK_BYTES = 2 ** 18;

/**
 * An IDX file, packed or not, checked against its checksum.
 *
 * @param expectedBytes of its values
 * @param wantedBytes of its values: the first of them are enough, and what is behind them may be left packed
 * @throws DamagedFile, or the system's error
 */
export async function readIdx(
  folder: string,
  { file, sha256 }: DatasetFile,
  expectedBytes: number,
  wantedBytes = expectedBytes,
): Promise<IdxArray> {
  const packed = await readFile(join(folder, file));
  if (createHash('sha256').update(packed).digest('hex') !== sha256) {
    throw new DamagedFile(file, 'its checksum is wrong');
  }
  const isPart = wantedBytes < expectedBytes && file.endsWith('.gz');
  try {
    if (isPart) return parseIdx(await unpackBeginning(packed, wantedBytes + LARGEST_HEADER), true);
    const unpacked = file.endsWith('.gz')
      ? // Never more than what the description announces, whatever the file says.
        await decompress(packed, { maxOutputLength: expectedBytes + LARGEST_HEADER })
      : packed;
    return parseIdx(unpacked);
  } catch (error) {
    if (error instanceof IdxFormatError) throw new DamagedFile(file, error.message);
    throw error;
  }
}

/** The first `bytes` of what is packed, or all where there are fewer: a small part of a large file is there at once. */
async function unpackBeginning(packed: Uint8Array, bytes: number): Promise<Uint8Array> {
  const stream = createGunzip({ chunkSize: CHUNK_BYTES });
  stream.end(packed);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(chunks).subarray(0, bytes);
}

/** Whether two shapes are the same. */
export function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
