import { type Dirent, lstatSync, type Stats, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SkipReason } from '../../../contract/data-problems';
import { systemErrorCode } from '../../files/file-system';
import { breathe, throwIfAborted } from './abort';
import type { OpenTreeOptions, SkippedPath } from './file-tree';
import { skipReasonOf } from './skip-rules';
import { sourceProblem } from './source-problem-error';

interface FoundPaths {
  readonly files: string[];
  readonly folders: string[];
  readonly skipped: SkippedPath[];
}

/** Finds every file and folder below `root`. @throws SourceProblemError when the folder itself cannot be read */
export async function walkFolder(root: string, options: OpenTreeOptions): Promise<FoundPaths> {
  const found = await new FolderWalk(root, options).run();
  found.files.sort(byCodeUnits);
  found.folders.sort(byCodeUnits);
  found.skipped.sort((left, right) => byCodeUnits(left.path, right.path));
  return found;
}

/** By UTF-16 code units, as no locale would: the same order on every machine. */
export function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * First all real folders, then those that links lead to: a link to a folder that was seen already would double its files, and one to a
 * folder it lies in would never end.
 */
class FolderWalk {
  readonly #found: FoundPaths = { files: [], folders: [], skipped: [] };
  /** Each folder's device and inode, by its path; '' is the root. */
  readonly #identities = new Map<string, string>();
  readonly #seen = new Set<string>();
  readonly #pending: string[] = [''];
  #links: string[] = [];

  constructor(
    private readonly root: string,
    private readonly options: OpenTreeOptions,
  ) {}

  async run(): Promise<FoundPaths> {
    await this.#visitPending();
    while (this.#links.length > 0) {
      const links = this.#links.sort(byCodeUnits);
      this.#links = [];
      for (const link of links) {
        this.#pending.push(link);
        await this.#visitPending();
      }
    }
    return this.#found;
  }

  async #visitPending(): Promise<void> {
    for (let folder = this.#pending.pop(); folder !== undefined; folder = this.#pending.pop()) {
      throwIfAborted(this.options.signal);
      await this.#visit(folder);
      this.options.onProgress?.(this.#found.files.length);
    }
  }

  async #visit(folder: string): Promise<void> {
    const entries = await this.#entriesOf(folder);
    if (entries === null) return;
    if (folder !== '') this.#found.folders.push(folder);
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const reason = skipReasonOf(entry.name);
      if (reason !== null) this.#skip(path, reason);
      else this.#sort(path, entry);
      if (this.#found.files.length % 4096 === 4095) await breathe();
    }
  }

  /** What is in a folder; null, with the reason noted, where it is not to be looked at. */
  async #entriesOf(folder: string): Promise<Dirent[] | null> {
    const directory = join(this.root, folder);
    try {
      const { dev, ino } = await stat(directory, { bigint: true });
      const identity = `${dev}:${ino}`;
      if (this.#seen.has(identity)) {
        this.#skip(folder, this.#isAbove(folder, identity) ? 'link-loop' : 'linked-twice');
        return null;
      }
      this.#seen.add(identity);
      this.#identities.set(folder, identity);
      return await readdir(directory, { withFileTypes: true });
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === '') throw error;
      if (folder === '') throw sourceProblem('unreadable', this.root, code);
      this.#skip(folder, 'unreadable', code);
      return null;
    }
  }

  /** Whether a folder of that identity is one that `folder` lies in. */
  #isAbove(folder: string, identity: string): boolean {
    const parts = folder.split('/');
    return parts.some((_, depth) => this.#identities.get(parts.slice(0, depth).join('/')) === identity);
  }

  #sort(path: string, entry: Dirent): void {
    if (entry.isFile() && !entry.name.includes('\uFFFD')) this.#found.files.push(path);
    else if (entry.isDirectory() && !entry.name.includes('\uFFFD')) this.#pending.push(path);
    else this.#sortByStat(path, entry);
  }

  /** Links, names that are no UTF-8 (which cannot be opened), and file systems that tell no types. */
  #sortByStat(path: string, entry: Dirent): void {
    const file = join(this.root, path);
    const isLink = entry.isSymbolicLink();
    let stats: Stats;
    try {
      stats = isLink ? statSync(file) : lstatSync(file);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === '') throw error;
      if (code === 'ELOOP') this.#skip(path, 'link-loop');
      else if (code !== 'ENOENT') this.#skip(path, 'unreadable', code);
      else this.#skip(path, isLink ? 'broken-link' : 'name-not-unicode');
      return;
    }
    if (stats.isFile()) this.#found.files.push(path);
    else if (!stats.isDirectory()) this.#skip(path, 'special-file');
    else if (isLink) this.#links.push(path);
    else this.#pending.push(path);
  }

  #skip(path: string, reason: SkipReason, detail?: string): void {
    this.#found.skipped.push({ path, reason, ...(detail !== undefined && { detail }) });
  }
}
