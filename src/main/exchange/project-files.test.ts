import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFileTree } from '../data/file-tree/open-file-tree';
import { writeProjectFiles } from './project-files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-project-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const large = Buffer.alloc(300_000, 'abc');
const files = [
  { name: 'model.py', pieces: () => [Buffer.from('é\n')] },
  { name: 'weights.safetensors', pieces: () => [large.subarray(0, 200_000), large.subarray(200_000)] },
  { name: '網路.netloom', pieces: () => [] },
];

it('writes an archive that is read back file by file, the same every time', async () => {
  const path = join(folder, 'My net.zip');
  await writeProjectFiles(path, files);
  const tree = await openFileTree(path, { signal: new AbortController().signal });
  expect(tree.files.map((file) => file.path)).toEqual([
    'My net/model.py',
    'My net/weights.safetensors',
    'My net/網路.netloom',
  ]);
  // The reader holds every file against its checksum.
  expect(Buffer.from(await tree.read('My net/weights.safetensors', 1e6)).equals(large)).toBe(true);
  expect(Buffer.from(await tree.read('My net/model.py', 1e6)).toString('utf8')).toBe('é\n');
  await tree.close();
  await writeProjectFiles(join(folder, 'again.zip'), files.slice(0, 0));
  const bytes = readFileSync(path);
  await writeProjectFiles(path, files);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

it('writes a folder as a whole, and into one that is there without touching other files', async () => {
  const path = join(folder, 'net');
  const broken = { name: 'b', pieces: () => failing() };
  await expect(writeProjectFiles(path, [...files, broken])).rejects.toThrow('no more');
  expect(readdirSync(folder)).toEqual([]);
  mkdirSync(path);
  writeFileSync(join(path, 'mine.txt'), 'mine');
  writeFileSync(join(path, 'model.py'), 'old');
  await writeProjectFiles(path, files);
  expect(readdirSync(path).sort()).toEqual(['mine.txt', 'model.py', 'weights.safetensors', '網路.netloom']);
  expect(readFileSync(join(path, 'model.py'), 'utf8')).toBe('é\n');
});

function* failing(): Generator<Uint8Array> {
  yield Buffer.from('some');
  throw new Error('no more');
}
