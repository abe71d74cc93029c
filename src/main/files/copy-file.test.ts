import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyFileAtomically } from './copy-file';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-copy-'));
  await writeFile(join(folder, 'source'), 'new');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('replaces what was there, itself or behind a link', async () => {
  for (const name of ['fresh', 'old']) {
    if (name === 'old') await writeFile(join(folder, name), 'old');
    await copyFileAtomically(join(folder, 'source'), join(folder, name));
    expect(await readFile(join(folder, name), 'utf8')).toBe('new');
  }
  await writeFile(join(folder, 'linked'), 'old');
  await symlink('linked', join(folder, 'link'));
  await copyFileAtomically(join(folder, 'source'), join(folder, 'link'));
  expect(await readFile(join(folder, 'linked'), 'utf8')).toBe('new');
});

it('leaves what was there when it fails, and nothing beside it', async () => {
  await writeFile(join(folder, 'kept'), 'old');
  await expect(copyFileAtomically(join(folder, 'gone'), join(folder, 'kept'))).rejects.toThrow('ENOENT');
  expect(await readFile(join(folder, 'kept'), 'utf8')).toBe('old');
  // A folder is in the way of the last step.
  await mkdir(join(folder, 'folder', 'full'), { recursive: true });
  await expect(copyFileAtomically(join(folder, 'source'), join(folder, 'folder'))).rejects.toThrow();
  expect((await readdir(folder)).sort()).toEqual(['folder', 'kept', 'source']);
});

it('may have the file itself for a target', async () => {
  await copyFileAtomically(join(folder, 'source'), join(folder, 'source'));
  expect(await readFile(join(folder, 'source'), 'utf8')).toBe('new');
});
