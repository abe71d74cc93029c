import type { Stats } from 'node:fs';
import { open, realpath, rename, stat, unlink } from 'node:fs/promises';

/** An open file, as far as writing needs it. */
export interface FileHandle {
  /** Writes a part of `data` from `offset` on and returns how many bytes it was. */
  write(data: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The system calls a write is made of; tests put one in between that fails on purpose. */
export interface FileSystem {
  open(path: string, flags: string, mode?: number): Promise<FileHandle>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  stat(path: string): Promise<Stats>;
  realpath(path: string): Promise<string>;
}

/** Each looks Node's function up when it is called, so that a test of the running app can put its own in between. */
export const nodeFileSystem: FileSystem = {
  open: (path, flags, mode) => open(path, flags, mode),
  rename: (from, to) => rename(from, to),
  unlink: (path) => unlink(path),
  stat: (path) => stat(path),
  realpath: (path) => realpath(path),
};

/** Whether a code is one of the operating system's (`ENOSPC`), not one of Node's (`ERR_…`) or zlib's (`Z_…`). */
export function isSystemCode(code: string): boolean {
  return /^E[A-Z0-9]+$/.test(code);
}

/** The system's code of an error (`ENOSPC`), or '' when it has none. */
export function systemErrorCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
