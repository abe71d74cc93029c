import { type FileSystem, nodeFileSystem } from '../file-system';

/** The machine has stopped: nothing runs any more, not even what tidies up. */
export class PowerLoss extends Error {}

/** What goes wrong at one system call. */
export interface Fault {
  /** Which call of the write, counted from 0. */
  readonly at: number;
  /** Before the call takes effect, or right after. */
  readonly when: 'before' | 'after';
  /** A code of the system's, or `power` when the machine stops there. */
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
 * crossed once for each system call, and any of them can fail or be the last one. Tells how many calls there were.
 */
export function createFaultyFileSystem({ faults, shortWrites }: Schedule): {
  readonly fileSystem: FileSystem;
  readonly calls: () => number;
} {
  let count = 0;
  let isOff = false;

  async function call<T>(run: () => Promise<T>, release?: (result: T) => Promise<void>): Promise<T> {
    if (isOff) throw new PowerLoss();
    const index = count;
    count += 1;
    const here = faults.filter(({ at }) => at === index);
    for (const fault of here) if (fault.when === 'before') fail(fault);
    const result = await run();
    for (const fault of here) {
      if (fault.when !== 'after') continue;
      // What was opened stays open for nobody.
      await release?.(result);
      fail(fault);
    }
    return result;
  }

  function fail({ code }: Fault): never {
    if (code === 'power') {
      isOff = true;
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
          call(() => handle.write(data, offset, Math.min(length, shortWrites))),
        sync: () => call(() => handle.sync()),
        close: async () => {
          await handle.close();
          await call(async () => undefined);
        },
      };
    },
    rename: (from, to) => call(() => nodeFileSystem.rename(from, to)),
    unlink: (file) => call(() => nodeFileSystem.unlink(file)),
    stat: (file) => call(() => nodeFileSystem.stat(file)),
    realpath: (file) => call(() => nodeFileSystem.realpath(file)),
  };
  return { fileSystem, calls: () => count };
}
