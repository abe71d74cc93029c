import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeFolderAtomically } from './write-folder';

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'netloom-folder-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const fillWith = (text: string) => async (folder: string) => {
  await mkdir(join(folder, 'part'));
  await writeFile(join(folder, 'part', 'file.txt'), text);
};

it('makes a folder, and puts another one in its place', async () => {
  const path = join(parent, 'run');
  await writeFolderAtomically(path, fillWith('first'));
  expect(await readFile(join(path, 'part', 'file.txt'), 'utf8')).toBe('first');
  await writeFolderAtomically(path, (folder) => writeFile(join(folder, 'other.txt'), 'second'));
  expect(await readdir(path)).toEqual(['other.txt']);
  expect(await readdir(parent)).toEqual(['run']);
});

it('leaves what was there, and nothing else, when filling fails', async () => {
  const path = join(parent, 'run');
  await writeFolderAtomically(path, fillWith('first'));
  const failing = writeFolderAtomically(path, async (folder) => {
    await fillWith('second')(folder);
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect(await readFile(join(path, 'part', 'file.txt'), 'utf8')).toBe('first');
  expect(await readdir(parent)).toEqual(['run']);
});

it('says what the system says of a place where no folder can be', async () => {
  await expect(writeFolderAtomically(join(parent, 'missing', 'run'), fillWith('x'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
});
