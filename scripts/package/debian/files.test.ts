import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeFiles, placeText, placeTree } from './files.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom files (網路) '));
});

afterEach(() => rmSync(folder, { recursive: true }));

const mode = (...names: string[]) => (statSync(path.join(folder, ...names)).mode & 0o7777).toString(8);

function make(name: string, rights: number, text = name) {
  const file = path.join(folder, 'from', name);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, text);
  chmodSync(file, rights);
}

it('gives Debian’s rights, whatever those of the build are, and changes nothing in the build', async () => {
  make('app', 0o700);
  make('helper', 0o755);
  make('data.json', 0o755);
  make('locales/en.pak', 0o600);
  make('lib/part.so.2', 0o644);
  make('left/out', 0o644);
  await placeTree(path.join(folder, 'from'), path.join(folder, 'to'), {
    skips: (file) => file === 'left',
    modes: { helper: 0o4755 },
  });
  expect(mode('to')).toBe('755');
  expect(mode('to', 'locales')).toBe('755');
  expect(mode('to', 'app')).toBe('755');
  expect(mode('to', 'helper')).toBe('4755');
  expect(mode('to', 'data.json')).toBe('644');
  expect(mode('to', 'locales', 'en.pak')).toBe('644');
  expect(existsSync(path.join(folder, 'to', 'left'))).toBe(false);
  // The large libraries are shared, not copied; what needs other rights is not shared.
  expect(statSync(path.join(folder, 'to/lib/part.so.2')).ino).toBe(
    statSync(path.join(folder, 'from/lib/part.so.2')).ino,
  );
  expect([mode('from', 'app'), mode('from', 'helper'), mode('from', 'locales', 'en.pak')]).toEqual([
    '700',
    '755',
    '600',
  ]);
});

it('lists checksums that md5sum confirms', async () => {
  await placeText(path.join(folder, 'usr/a file (b).txt'), 'one');
  await placeText(path.join(folder, 'usr/share/網路.gz'), 'two');
  const { checksums, kilobytes } = await describeFiles(folder);
  writeFileSync(path.join(folder, 'sums'), checksums);
  execFileSync('md5sum', ['--check', '--quiet', 'sums'], { cwd: folder });
  expect(checksums.split('\n').filter(Boolean)).toHaveLength(2);
  // Two files of a block each, and their two folders.
  expect(kilobytes).toBe(4);
  expect(gunzipSync(readFileSync(path.join(folder, 'usr/share/網路.gz'))).toString()).toBe('two');
});
