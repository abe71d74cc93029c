import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type FileSystem, nodeFileSystem } from '../file-system';

/** The machine has stopped: nothing runs any more, not even what tidies up. */
export class PowerLoss extends Error {}

/** What goes wrong at one system call. */
export interface Fault {
  /** Which call of the write, counted from 0. */
  readonly at: number;
  /** Before the call takes effect, or right after. */
  readonly when: 'before' | 'after';
  /** A code of the system's, or `power` when the machine stops there: then what was not synced is lost. */
  readonly code: string;
}

/** A schedule: faults in any number, and how many bytes one write takes at most. */
export interface Schedule {
  readonly faults: readonly Fault[];
  readonly shortWrites: number;
}

export const NO_FAULT: Schedule = { faults: [], shortWrites: Number.MAX_SAFE_INTEGER };

/**
 * The real file system with faults on purpose: the seam through which every write of the app goes (`files/file-system.ts`) is
 * crossed once for each system call, and any of them can fail or be the last one. Counts the calls.
 */
export function createFaultyFileSystem({ faults, shortWrites }: Schedule): {
  readonly fileSystem: FileSystem;
  readonly calls: () => number;
} {
  let count = 0;
  let isOff = false;
  const unsynced = new UnsyncedChanges();

  async function call<T>(run: () => Promise<T>, release?: (result: T) => Promise<void>): Promise<T> {
    if (isOff) throw new PowerLoss();
    const index = count;
    count += 1;
    const here = faults.filter(({ at }) => at === index);
    for (const fault of here) if (fault.when === 'before') fail(fault);
    const result = await run();
    for (const fault of here) {
      if (fault.when !== 'after') continue;
      // What was opened is closed.
      await release?.(result);
      fail(fault);
    }
    return result;
  }

  function fail({ code }: Fault): never {
    if (code === 'power') {
      isOff = true;
      unsynced.lose();
      throw new PowerLoss();
    }
    throw Object.assign(new Error(code), { code });
  }

  const fileSystem: FileSystem = {
    open: async (file, flags, mode) => {
      const handle = await call(
        () => nodeFileSystem.open(file, flags, mode),
        (opened) => opened.close(),
      );
      return {
        write: (data, offset, length) =>
          call(() => {
            unsynced.write(file);
            return handle.write(data, offset, Math.min(length, shortWrites));
          }),
        sync: () =>
          call(async () => {
            await handle.sync();
            unsynced.sync(file);
          }),
        close: async () => {
          await handle.close();
          await call(async () => undefined);
        },
      };
    },
    rename: (from, to) =>
      call(async () => {
        unsynced.rename(from, to);
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
