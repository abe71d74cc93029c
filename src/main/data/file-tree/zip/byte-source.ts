import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { systemErrorCode } from '../../../files/file-system';
import { sourceProblem } from '../source-problem-error';

/** Bytes that can be read at any place. */
export interface ByteSource {
  /** For problems: the archive's path. */
  readonly path: string;
  readonly size: number;
  /** `length` bytes from `start` on, fewer at the end. */
  read(start: number, length: number): Uint8Array;
  close(): void;
}

/** A file that stays open. @throws SourceProblemError `unreadable` */
export function openByteSource(file: string): ByteSource {
  const guarded = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw sourceProblem('unreadable', file, systemErrorCode(error));
    }
  };
  const descriptor = guarded(() => openSync(file, constants.O_RDONLY | constants.O_NONBLOCK));
  const { size } = fstatSync(descriptor);
  let isOpen = true;
  return {
    path: file,
    size,
    read: (start, length) => {
      const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - start)));
      let filled = 0;
      while (filled < bytes.length) {
        const at = start + filled;
        const count = guarded(() => readSync(descriptor, bytes, filled, bytes.length - filled, at));
        if (count === 0) break;
        filled += count;
      }
      return bytes.subarray(0, filled);
    },
    close: () => {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

/** What is in memory already. */
export function bytesAsSource(bytes: Uint8Array, path: string): ByteSource {
  return {
    path,
    size: bytes.length,
    read: (start, length) => bytes.subarray(start, start + length),
    close: () => {},
  };
}
