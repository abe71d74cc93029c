import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listMembers, unpackMembers } from './zip-archive.mjs';

let directory: string;
let archive: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'netloom-zip-'));
  archive = path.join(directory, 'archive.whl');
});

afterEach(() => rmSync(directory, { recursive: true }));

interface Entry {
  readonly name: string;
  readonly data: Buffer;
  readonly isStored?: boolean;
  readonly mode?: number;
  /** The size in the directory, when it is wrong. */
  readonly reportedSize?: number;
}

/** A zip archive as APPNOTE.TXT describes it; checksums are left out, the reader does not need them. */
function zip(entries: readonly Entry[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const directoryParts: Buffer[] = [];
  let offset = 0;
  for (const { name, data, isStored = false, mode = 0o644, reportedSize = data.length } of entries) {
    const packed = isStored ? data : deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    // An extra field that the central directory does not have, as some writers make it.
    local.writeUInt16LE(4, 28);
    locals.push(local, Buffer.from(name), Buffer.alloc(4), packed);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(isStored ? 0 : 8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(reportedSize, 24);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    directoryParts.push(central, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + 4 + packed.length;
  }
  const central = Buffer.concat(directoryParts);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, central, end, Buffer.from(comment)]);
}

const all = () => true;

it('unpacks the chosen members only, with their paths and modes', async () => {
  const long = Buffer.from('line of text\n'.repeat(200_000));
  writeFileSync(
    archive,
    zip([
      { name: 'tensorflow/lib.so', data: long },
      { name: 'tensorflow/program', data: Buffer.from('#!'), isStored: true, mode: 0o755 },
      { name: 'tensorflow/other.py', data: Buffer.from('no') },
      { name: 'empty', data: Buffer.alloc(0), isStored: true },
      { name: 'folder/', data: Buffer.alloc(0), isStored: true },
    ]),
  );
  let bytes = 0;
  const names = await unpackMembers(
    archive,
    directory,
    (name) => !name.endsWith('.py'),
    (count) => {
      bytes += count;
    },
  );
  expect(names).toEqual(['tensorflow/lib.so', 'tensorflow/program', 'empty']);
  expect(readFileSync(path.join(directory, 'tensorflow/lib.so')).equals(long)).toBe(true);
  expect(statSync(path.join(directory, 'tensorflow/program')).mode & 0o777).toBe(0o755);
  expect(statSync(path.join(directory, 'empty')).size).toBe(0);
  expect(existsSync(path.join(directory, 'tensorflow/other.py'))).toBe(false);
  expect(bytes).toBe(long.length + 2);
});

it('reads what Python writes', async () => {
  writeFileSync(path.join(directory, 'a.txt'), 'hello '.repeat(1000));
  execFileSync('python3', ['-m', 'zipfile', '-c', archive, path.join(directory, 'a.txt')]);
  rmSync(path.join(directory, 'a.txt'));
  await unpackMembers(archive, directory, all);
  expect(readFileSync(path.join(directory, 'a.txt'), 'utf8')).toBe('hello '.repeat(1000));
});

it('finds the directory after a comment', async () => {
  writeFileSync(archive, zip([{ name: 'a', data: Buffer.from('x') }], 'made by a test'));
  expect((await listMembers(archive)).map((member) => member.name)).toEqual(['a']);
});

it('refuses a name that leads out of the folder', async () => {
  writeFileSync(archive, zip([{ name: '../escaped', data: Buffer.from('x') }]));
  await expect(unpackMembers(archive, path.join(directory, 'inside'), all)).rejects.toThrow(
    'leads out of the archive',
  );
  expect(existsSync(path.join(directory, 'escaped'))).toBe(false);
});

it('notices a member of another size than declared', async () => {
  writeFileSync(archive, zip([{ name: 'a', data: Buffer.from('xyz'), reportedSize: 4 }]));
  await expect(unpackMembers(archive, directory, all)).rejects.toThrow('a has 3 bytes, not 4');
});

it('refuses what is no zip archive', async () => {
  writeFileSync(archive, 'just text');
  await expect(listMembers(archive)).rejects.toThrow('is not a zip archive');
});
