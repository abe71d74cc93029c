import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { systemErrorCode } from '../../files/file-system';
import { readUpTo } from '../../files/read-up-to';
import { breathe } from './abort';
import { type SourceProblemError, sourceProblem } from './source-problem-error';

/** A pipe that was put where a file had been must not block. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Up to `length` bytes from `start` on. Small parts of files by the hundred thousand: synchronous, which takes a fifth of the time that
 * a thread of the pool does.
 */
export async function readPart(
  file: string,
  start: number,
  length: number,
  path: string,
): Promise<Uint8Array> {
  await breathe();
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, FLAGS);
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - start)));
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(descriptor, bytes, filled, bytes.length - filled, start + filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  } catch (error) {
    throw unreadable(error, path);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The whole file, by the pool: it may be large. @throws SourceProblemError `file-too-large`, `unreadable` */
export async function readWhole(file: string, limitBytes: number, path: string): Promise<Uint8Array> {
  const handle = await open(file, FLAGS).catch((error: unknown) => {
    throw unreadable(error, path);
  });
  try {
    const { size } = await handle.stat();
    if (size > limitBytes) throw sourceProblem('file-too-large', path, String(size));
    return await readUpTo(handle, size);
  } catch (error) {
    throw unreadable(error, path);
  } finally {
    await handle.close();
  }
}

/** The error as a problem of that file; what is none of the system's stays as it is. */
function unreadable(error: unknown, path: string): SourceProblemError | unknown {
  const code = systemErrorCode(error);
  return code === '' ? error : sourceProblem('unreadable', path, code);
}
