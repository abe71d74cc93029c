import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LastingFile } from './lasting-file';

/** A file on a disk that has room for a number of bytes. */
class SmallDisk {
  room = 0;
  readonly path: string;
  readonly #file: number;

  constructor(folder: string) {
    this.path = join(folder, 'events.jsonl');
    this.#file = openSync(this.path, 'a');
  }

  readonly write = (bytes: Buffer): number => {
    if (this.room === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const written = writeSync(this.#file, bytes.subarray(0, this.room));
    this.room -= written;
    return written;
  };

  get text(): string {
    return readFileSync(this.path, 'utf8');
  }

  close(): void {
    closeSync(this.#file);
  }
}

describe('LastingFile', () => {
  let folder = '';
  let disk: SmallDisk;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netloom-lasting-'));
    disk = new SmallDisk(folder);
  });
  afterEach(() => {
    disk.close();
    rmSync(folder, { recursive: true });
  });

  it('writes what had no room when there is room, in its order and once', async () => {
    const file = new LastingFile(disk.write);
    disk.room = 9;
    file.write('first\n');
    file.write('second\n');
    expect(disk.text).toBe('first\nsec');
    file.write('third\n');
    disk.room = 1_000;
    file.write('fourth\n');
    await file.end();
    expect(disk.text).toBe('first\nsecond\nthird\nfourth\n');
  });

  it('writes without being asked again', async () => {
    const file = new LastingFile(disk.write);
    file.write('line\n');
    expect(disk.text).toBe('');
    disk.room = 1_000;
    await expect.poll(() => disk.text).toBe('line\n');
  });

  it('does not keep what fails for another reason', () => {
    const file = new LastingFile(() => {
      throw Object.assign(new Error('input/output error'), { code: 'EIO' });
    });
    expect(() => file.write('line\n')).toThrow('input/output');
  });
});
