import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import type { FileTree } from '../file-tree';
import { openFileTree } from '../open-file-tree';
import { type ZipPart, zipOf } from './write-zip';

/** Files by their paths; a path that ends with `/` is a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

const signal = new AbortController().signal;

/** Folders and archives for the tests of one file; all are closed and removed after each test. */
export function sourcesForTests() {
  const made: string[] = [];
  const opened: FileTree[] = [];
  afterEach(async () => {
    for (const tree of opened.splice(0)) await tree.close();
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  const folder = (): string => {
    const path = mkdtempSync(join(tmpdir(), 'netloom-source-'));
    made.push(path);
    return path;
  };
  const open = async (source: string): Promise<FileTree> => {
    const tree = await openFileTree(source, { signal });
    opened.push(tree);
    return tree;
  };
  const openFile = (name: string, content: string | Uint8Array): Promise<FileTree> => {
    const path = join(folder(), name);
    writeFileSync(path, content);
    return open(path);
  };
  return {
    folder,
    open,
    openFile,
    openFolder: (files: Files): Promise<FileTree> => open(writeFiles(folder(), files)),
    openZip: (parts: readonly ZipPart[]): Promise<FileTree> => openFile('source.zip', zipOf(parts)),
  };
}

export function writeFiles(root: string, files: Files): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(path.endsWith('/') ? file : dirname(file), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(file, content);
  }
  return root;
}
