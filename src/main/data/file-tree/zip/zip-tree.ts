import type { SkipReason } from '../../../../contract/data-problems';
import { breathe, throwIfAborted } from '../abort';
import type { FileTree, OpenTreeOptions, SkippedPath } from '../file-tree';
import { skipReasonOf } from '../skip-rules';
import { sourceProblem } from '../source-problem-error';
import { byCodeUnits } from '../walk-folder';
import { type ByteSource, openByteSource } from './byte-source';
import { UnpackedCopies } from './unpacked-copies';
import { isReadableMethod, readZipEntry, readZipHead } from './zip-data';
import { readZipDirectory, type ZipEntry } from './zip-directory';
import { isSafePath, nameOfEntry } from './zip-names';

/** A part of an entry is only had by unpacking it; this is the most that is. */
const LARGEST_UNPACKED = 2 ** 31;

const LINK_MODE = 0o120000;
const TYPE_MODE = 0o170000;

/** The files in a zip archive, which stays open until `close`. @throws SourceProblemError `damaged-archive`, `unreadable` */
export async function openZipTree(source: string, options: OpenTreeOptions): Promise<FileTree> {
  const bytes = openByteSource(source);
  try {
    const listing = await listEntries(readZipDirectory(bytes), options);
    return zipTree(source, bytes, listing);
  } catch (error) {
    bytes.close();
    throw error;
  }
}

/** Whether there is nothing in it but NumPy's arrays. */
export function isZipOfArrays({ files }: FileTree): boolean {
  return files.length > 0 && files.every(({ path }) => path.endsWith('.npy') && !path.includes('/'));
}

interface Listing {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly folders: ReadonlySet<string>;
  readonly skipped: readonly SkippedPath[];
}

async function listEntries(found: readonly ZipEntry[], options: OpenTreeOptions): Promise<Listing> {
  const entries = new Map<string, ZipEntry>();
  const folders = new Set<string>();
  const skipped: SkippedPath[] = [];
  for (const entry of found) {
    const name = nameOfEntry(entry);
    const isFolder = name.endsWith('/');
    const parts = name.split('/').filter((part) => part !== '' && part !== '.');
    const path = parts.join('/');
    const skip = isSafePath(name) ? skippedPart(parts) : { path: name, reason: 'unsafe-path' as const };
    if (skip !== null) {
      skipped.push(skip);
      continue;
    }
    addFolders(folders, isFolder ? parts : parts.slice(0, -1));
    if (isFolder) continue;
    const unreadable = whyUnreadable(entry);
    // The last entry of a name is the one that unpacking leaves.
    if (entries.delete(path)) skipped.push({ path, reason: 'doubled-path' });
    if (unreadable === null) entries.set(path, entry);
    else skipped.push({ path, ...unreadable });
    if (entries.size % 4096 !== 0) continue;
    throwIfAborted(options.signal);
    await breathe();
    options.onProgress?.(entries.size);
  }
  options.onProgress?.(entries.size);
  return { entries, folders, skipped: withoutRepetition(skipped) };
}

/** The folder or file in the path, if one is, that does not belong to the data. */
function skippedPart(parts: readonly string[]): SkippedPath | null {
  for (const [index, part] of parts.entries()) {
    const reason = skipReasonOf(part);
    if (reason !== null) return { path: parts.slice(0, index + 1).join('/'), reason };
  }
  return null;
}

function whyUnreadable(entry: ZipEntry): { reason: SkipReason; detail?: string } | null {
  if (entry.isEncrypted) return { reason: 'encrypted' };
  if ((entry.mode & TYPE_MODE) === LINK_MODE) return { reason: 'link-in-archive' };
  if (isReadableMethod(entry.method)) return null;
  return { reason: 'unsupported-compression', detail: String(entry.method) };
}

function addFolders(folders: Set<string>, parts: readonly string[]): void {
  for (let depth = parts.length; depth > 0; depth -= 1) {
    const folder = parts.slice(0, depth).join('/');
    if (folders.has(folder)) return;
    folders.add(folder);
  }
}

/** A skipped folder once, not for each file in it, as in a folder on the disk. */
function withoutRepetition(skipped: readonly SkippedPath[]): SkippedPath[] {
  const seen = new Set<string>();
  return skipped
    .filter(({ path, reason }) => {
      if (reason !== 'hidden' && reason !== 'system-file') return true;
      return !seen.has(path) && seen.add(path);
    })
    .sort((left, right) => byCodeUnits(left.path, right.path));
}

function zipTree(source: string, bytes: ByteSource, { entries, folders, skipped }: Listing): FileTree {
  const entryOf = (path: string): ZipEntry => {
    const entry = entries.get(path);
    if (entry === undefined) throw sourceProblem('unreadable', path, 'ENOENT');
    return entry;
  };
  const copies = new UnpackedCopies();
  /** The last file that a part was wanted of: whoever reads parts reads several of one file. */
  let unpacked: { readonly path: string; readonly content: Uint8Array } | null = null;
  const unpack = async (path: string): Promise<Uint8Array> => {
    if (unpacked?.path === path) return unpacked.content;
    const content = await readZipEntry(bytes, entryOf(path), path, LARGEST_UNPACKED);
    unpacked = { path, content };
    return content;
  };
  return {
    source,
    kind: 'zip',
    files: [...entries]
      .map(([path, { size }]) => ({ path, size }))
      .sort((left, right) => byCodeUnits(left.path, right.path)),
    folders: [...folders].sort(byCodeUnits),
    skipped,
    readHead: async (path, length) => {
      await breathe();
      return readZipHead(bytes, entryOf(path), path, length);
    },
    read: async (path, limitBytes) => {
      await breathe();
      return readZipEntry(bytes, entryOf(path), path, limitBytes);
    },
    readRange: async (path, start, length) => (await unpack(path)).subarray(start, start + length),
    onDisk: async (path) => copies.of(path, await unpack(path)),
    close: async () => {
      bytes.close();
      await copies.remove();
    },
  };
}
