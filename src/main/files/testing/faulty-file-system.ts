import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type FileHandle, type FileSystem, nodeFileSystem } from '../file-system';

/** The machine stops: nothing after it happens, not even the cleaning up. */
export class PowerLoss extends Error {}

export interface Fault {
  /** The system call (counted from 0) at which it happens. */
  readonly at: number;
  readonly when: 'before' | 'after';
  /** A code of the system's, or `power` when the machine stops there: then what was not synced is lost. */
  readonly code: string;
  /** Bytes a single write takes at most. */
  readonly shortWrites: number;
}

export const noFault: Fault = { at: -1, when: 'before', code: '', shortWrites: Number.MAX_SAFE_INTEGER };

/** The real file system, with one fault on purpose. Tells how many calls there were. */
export function withFault(fault: Fault): { fileSystem: FileSystem; calls: () => number } {
  let count = 0;
  let isOff = false;
  const cache = new UnsyncedChanges();
  async function call<T>(run: () => Promise<T>, release?: (result: T) => Promise<void>): Promise<T> {
    if (isOff) throw new PowerLoss();
    const index = count;
    count += 1;
    const isHere = index === fault.at;
    if (isHere && fault.when === 'before') fail();
    const result = await run();
    if (isHere && fault.when === 'after') {
      await release?.(result);
      fail();
    }
    return result;
  }
  function fail(): never {
    if (fault.code === 'power') {
      isOff = true;
      cache.lose();
      throw new PowerLoss();
    }
    throw Object.assign(new Error(fault.code), { code: fault.code });
  }
  function faulty(path: string, handle: FileHandle): FileHandle {
    return {
      write: (data, offset, length) =>
        call(() => {
          cache.write(path);
          return handle.write(data, offset, Math.min(length, fault.shortWrites));
        }),
      sync: () =>
        call(async () => {
          await handle.sync();
          cache.sync(path);
        }),
      close: async () => {
        await handle.close();
        await call(async () => undefined);
      },
    };
  }
  const fileSystem: FileSystem = {
    open: async (file, flags, mode) =>
      faulty(
        file,
        await call(
          () => nodeFileSystem.open(file, flags, mode),
          (opened) => opened.close(),
        ),
      ),
    rename: (from, to) =>
      call(async () => {
        cache.rename(from, to);
        await nodeFileSystem.rename(from, to);
      }),
    unlink: (file) => call(() => nodeFileSystem.unlink(file)),
    stat: (file) => call(() => nodeFileSystem.stat(file)),
    realpath: (file) => call(() => nodeFileSystem.realpath(file)),
  };
  return { fileSystem, calls: () => count };
}

/** What has been changed but is not certain to be on the disk: content until its file is synced, a rename until its folder is. */
class UnsyncedChanges {
  readonly #contents = new Set<string>();
  readonly #renames: { readonly to: string; readonly before: Buffer | null }[] = [];

  write(path: string): void {
    this.#contents.add(path);
  }

  rename(from: string, to: string): void {
    this.#renames.push({ to, before: existsSync(to) ? readFileSync(to) : null });
    if (this.#contents.delete(from)) this.#contents.add(to);
  }

  sync(path: string): void {
    this.#contents.delete(path);
    const kept = this.#renames.filter(({ to }) => dirname(to) !== path);
    this.#renames.splice(0, this.#renames.length, ...kept);
  }

  /** Half of what was written is gone, and renames are as if they had not been. */
  lose(): void {
    for (const path of this.#contents) {
      if (existsSync(path)) truncateSync(path, Math.floor(statSync(path).size / 2));
    }
    for (const { to, before } of this.#renames.reverse()) {
      if (before === null) rmSync(to, { force: true });
      else writeFileSync(to, before);
    }
  }
}
