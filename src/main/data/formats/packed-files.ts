import { constants, gunzipSync } from 'node:zlib';
import type { FileTree } from '../file-tree/file-tree';
import { SourceProblemError, sourceProblem } from '../file-tree/source-problem-error';

/** Array files are read as a whole: `Buffer`'s largest, and a half of what a process should take. */
export const LARGEST_ARRAY_FILE = 2 ** 31 - 1;

const isPacked = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** A file's content, unpacked where it is packed by gzip. @throws SourceProblemError */
export async function readUnpacked(tree: FileTree, path: string): Promise<Uint8Array> {
  const bytes = await tree.read(path, LARGEST_ARRAY_FILE);
  if (!isPacked(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_ARRAY_FILE });
  } catch (error) {
    throw sourceProblem('file-damaged', path, error instanceof Error ? error.message : String(error));
  }
}

/** The first bytes of a file, unpacked; empty when it cannot be read. */
export async function readUnpackedHead(tree: FileTree, path: string, length: number): Promise<Uint8Array> {
  try {
    const bytes = await tree.readHead(path, Math.max(length, 1_024));
    if (!isPacked(bytes)) return bytes.subarray(0, length);
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, length);
  } catch {
    return new Uint8Array(); // Named where it is read as a whole.
  }
}

/** What a file gives, or its problem: one damaged file does not keep the others from being read. */
export async function orProblem<T>(read: () => Promise<T>): Promise<T | SourceProblemError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SourceProblemError) return error;
    throw error;
  }
}
