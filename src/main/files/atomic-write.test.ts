import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureText } from '../../contract/failures';
import { systemErrorText } from '../../contract/system-errors';
import { isTemporaryName, writeFileAtomically } from './atomic-write';
import { writeFailure } from './file-failure';
import { type FileSystem, nodeFileSystem } from './file-system';
import { FAULT_CODES, severalFaults } from './testing/fault-schedules';
import { createFaultyFileSystem, NO_FAULT, type Schedule } from './testing/faulty-file-system';

const OLD = 'the old content';
const NEW = 'the new content, which is longer than the old one';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-write-'));
  path = join(folder, 'network.json');
  writeFileSync(path, OLD);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeFileAtomically', () => {
  it('replaces the content and leaves nothing else behind', async () => {
    await writeFileAtomically(path, NEW);
    expect(readFileSync(path, 'utf8')).toBe(NEW);
    expect(readdirSync(folder)).toEqual(['network.json']);
  });

  it('makes a new file', async () => {
    await writeFileAtomically(join(folder, 'other.json'), NEW);
    expect(readFileSync(join(folder, 'other.json'), 'utf8')).toBe(NEW);
  });

  it('writes under names as long as the system allows, of one and of three bytes a letter', async () => {
    for (const name of [`${'x'.repeat(250)}.json`, `${'網'.repeat(83)}.json`, 'x'.repeat(255)]) {
      const long = join(folder, name);
      writeFileSync(long, OLD);
      await writeFileAtomically(long, NEW);
      expect(readFileSync(long, 'utf8')).toBe(NEW);
    }
    expect(readdirSync(folder).some(isTemporaryName)).toBe(false);
  });

  it.each([
    ['ENAMETOOLONG', 'x'.repeat(256), 'name-too-long'],
    ['EISDIR', 'folder', 'file-unwritable'],
    ['ELOOP', 'loop', 'file-unwritable'],
    ['ENOENT', join('nowhere', 'a.json'), 'folder-missing'],
    ['ENOTDIR', join('network.json', 'a.json'), 'folder-missing'],
  ])('says the reason: %s', async (code, name, failureCode) => {
    mkdirSync(join(folder, 'folder'));
    symlinkSync('loop', join(folder, 'loop'));
    const error: unknown = await writeFileAtomically(join(folder, name), NEW).catch(
      (thrown: unknown) => thrown,
    );
    const failure = writeFailure(join(folder, name), error);
    expect(failure).toMatchObject({ code: failureCode, values: { reason: code }, detail: code });
    const reason = systemErrorText(code, 'en') ?? 'no words';
    if (failureCode === 'file-unwritable') expect(failureText(failure, 'en')).toContain(reason);
    expect(failureText(failure, 'zh-Hant')).toMatch(/[一-鿿]/);
    expect(readdirSync(folder).some(isTemporaryName)).toBe(false);
  });

  it.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'EBUSY', 'ETXTBSY', 'EFBIG'])(
    'says the reason of a write that fails with %s, and leaves the old file',
    async (code) => {
      const { fileSystem } = createFaultyFileSystem({
        ...NO_FAULT,
        faults: [{ at: 3, when: 'before', code }],
      });
      const error: unknown = await writeFileAtomically(path, NEW, { fileSystem }).catch(
        (thrown: unknown) => thrown,
      );
      const failure = writeFailure(path, error);
      expect(failure.values.reason).toBe(code);
      const said = failureText(failure, 'en');
      const words = { ENOSPC: 'disk is full', EDQUOT: 'disk is full', EROFS: 'read-only' }[code];
      expect(said).toContain(words ?? systemErrorText(code, 'en') ?? 'no words');
      expect(readFileSync(path, 'utf8')).toBe(OLD);
    },
  );

  it('keeps permissions, and links stay links', async () => {
    chmodSync(path, 0o640);
    const link = join(folder, 'link.json');
    symlinkSync(path, link);
    await writeFileAtomically(link, NEW);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(NEW);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('continues after writes that take only a part', async () => {
    const { fileSystem } = createFaultyFileSystem({ ...NO_FAULT, shortWrites: 7 });
    await writeFileAtomically(path, NEW, { fileSystem });
    expect(readFileSync(path, 'utf8')).toBe(NEW);
  });

  it('syncs the file before the rename and the folder after it', async () => {
    const order: string[] = [];
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      open: async (file, flags, mode) => {
        const handle = await nodeFileSystem.open(file, flags, mode);
        return {
          write: (data, offset, length) => handle.write(data, offset, length),
          sync: () => {
            order.push(file === folder ? 'sync folder' : 'sync file');
            return handle.sync();
          },
          close: () => handle.close(),
        };
      },
      rename: (from, to) => {
        order.push('rename');
        return nodeFileSystem.rename(from, to);
      },
    };
    await writeFileAtomically(path, NEW, { fileSystem });
    expect(order).toEqual(['sync file', 'rename', 'sync folder']);
  });

  it('holds old or new content whatever fails at whichever system call', async () => {
    const calls = await countCalls();
    let schedules = 0;
    const attempt = async (schedule: Schedule) => {
      writeFileSync(path, OLD);
      await expectOldOrNew(schedule);
      schedules += 1;
    };
    // One fault at every call there is (and beyond, where short writes make more of them), before and after it.
    for (let at = 0; at < calls + 8; at += 1) {
      for (const when of ['before', 'after'] as const) {
        for (const code of FAULT_CODES) {
          for (const shortWrites of [NO_FAULT.shortWrites, 9]) {
            await attempt({ faults: [{ at, when, code }], shortWrites });
          }
        }
      }
    }
    const schedule = severalFaults(calls, { min: 1, max: 60 });
    await fc.assert(fc.asyncProperty(schedule, attempt), { numRuns: 700 });
    expect(schedules).toBeGreaterThanOrEqual(1_000);
  });

  async function countCalls(): Promise<number> {
    const count = createFaultyFileSystem(NO_FAULT);
    await writeFileAtomically(path, NEW, { fileSystem: count.fileSystem });
    expect(count.calls()).toBeGreaterThanOrEqual(9);
    return count.calls();
  }

  async function expectOldOrNew(schedule: Schedule): Promise<void> {
    let error: unknown = null;
    try {
      await writeFileAtomically(path, NEW, { fileSystem: createFaultyFileSystem(schedule).fileSystem });
    } catch (thrown) {
      error = thrown;
    }
    const content = readFileSync(path, 'utf8');
    expect([OLD, NEW]).toContain(content);
    // Success is only reported when the new content is there.
    if (error === null) expect(content).toBe(NEW);
    const leftOver = readdirSync(folder).filter((name) => name !== 'network.json');
    // After a power loss, or when tidying up fails as well, a hidden temporary file may stay; after one error, none may.
    const [first, ...others] = schedule.faults;
    if (others.length === 0 && first?.code !== 'power' && first?.when === 'before')
      expect(leftOver).toEqual([]);
    for (const name of leftOver) rmSync(join(folder, name));
  }

  it('is patient on Windows while another program holds the file', async () => {
    let refusals = 3;
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      rename: (from, to) => {
        refusals -= 1;
        if (refusals >= 0) return Promise.reject(Object.assign(new Error('busy'), { code: 'EBUSY' }));
        return nodeFileSystem.rename(from, to);
      },
    };
    await writeFileAtomically(path, NEW, { fileSystem, platform: 'win32' });
    expect(readFileSync(path, 'utf8')).toBe(NEW);
  });

  it("names what went wrong in the contract's words", async () => {
    const fails = async (code: string) => {
      const faults = [{ at: 2, when: 'before', code }] as const;
      const { fileSystem } = createFaultyFileSystem({ ...NO_FAULT, faults });
      const error: unknown = await writeFileAtomically(path, NEW, { fileSystem }).catch(
        (thrown: unknown) => thrown,
      );
      return writeFailure(path, error).code;
    };
    expect(await fails('ENOSPC')).toBe('disk-full');
    expect(await fails('EACCES')).toBe('permission-denied');
    expect(await fails('EROFS')).toBe('read-only');
    expect(await fails('EIO')).toBe('file-unwritable');
    const gone: unknown = await writeFileAtomically(join(folder, 'no', 'x.json'), NEW).catch(
      (thrown: unknown) => thrown,
    );
    expect(writeFailure('x.json', gone).code).toBe('folder-missing');
    expect(() => writeFailure('x.json', new TypeError('a bug'))).toThrow('a bug');
  });
});
