import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readPart, readWhole } from './disk-files';
import type { FileTree, OpenTreeOptions, TreeFile } from './file-tree';
import { walkFolder } from './walk-folder';

/** A file whose size is asked for when somebody needs it: a `stat` for each of 100,000 files takes longer than finding them. */
class DiskFile implements TreeFile {
  #size: number | undefined;

  constructor(
    readonly path: string,
    private readonly root: string,
  ) {}

  get size(): number {
    this.#size ??= statSync(join(this.root, this.path), { throwIfNoEntry: false })?.size ?? 0;
    return this.#size;
  }
}

/** All there is in a folder; links are followed, each real folder once. */
export async function openFolderTree(source: string, options: OpenTreeOptions): Promise<FileTree> {
  const { files, folders, skipped } = await walkFolder(source, options);
  return diskTree(
    { source, kind: 'folder', files: files.map((path) => new DiskFile(path, source)), folders, skipped },
    (path) => join(source, path),
  );
}

/** One file by itself, as a tree of one. */
export function openSingleFile(source: string, name: string, size: number): FileTree {
  return diskTree(
    { source, kind: 'file', files: [{ path: name, size }], folders: [], skipped: [] },
    () => source,
  );
}

type Listing = Pick<FileTree, 'source' | 'kind' | 'files' | 'folders' | 'skipped'>;

function diskTree(listing: Listing, onDisk: (path: string) => string): FileTree {
  return {
    ...listing,
    readHead: (path, bytes) => readPart(onDisk(path), 0, bytes, path),
    read: (path, limitBytes) => readWhole(onDisk(path), limitBytes, path),
    readRange: (path, start, length) => readPart(onDisk(path), start, length, path),
    onDisk: async (path) => onDisk(path),
    close: async () => {},
  };
}
