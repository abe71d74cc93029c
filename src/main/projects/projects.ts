import { basename, extname } from 'node:path';
import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { OpenedDocument, RecentFile, Reply } from '../../preload/contract';
import { failure } from '../../preload/failures';
import { readNetworkFile, writeNetworkFile } from './network-file';
import type { RecentFiles } from './recent-files';

export interface ProjectsOptions {
  readonly recent: RecentFiles;
  /** Shows the open dialog; null when it was cancelled. */
  readonly chooseFileToOpen: () => Promise<string | null>;
  /** Shows the save dialog, starting at a path or file name; null when it was cancelled. */
  readonly chooseFileToSave: (suggestion: string) => Promise<string | null>;
  /** Whether a file is there, for the question before it is overwritten. */
  readonly exists: (path: string) => Promise<boolean>;
  /** What is wrong with a file, in the user's language. */
  readonly describe: (diagnostic: Diagnostic) => string;
}

/**
 * Opens and saves networks. The window names paths, but only those a person chose in a dialog (or gave to the app) are read or
 * written: a page gone wrong cannot reach other files.
 */
export class Projects {
  readonly #options: ProjectsOptions;
  readonly #granted = new Set<string>();
  #startupFile: string | null = null;
  #saveListeners: ((isSaved: boolean) => void)[] = [];

  constructor(options: ProjectsOptions) {
    this.#options = options;
  }

  /** The file to show first. */
  setStartupFile(path: string): void {
    this.#startupFile = path;
  }

  /** Opens the startup file, once. */
  async openStartupFile(): Promise<Reply<OpenedDocument | null>> {
    const path = this.#startupFile;
    this.#startupFile = null;
    return path === null ? { ok: true, value: null } : this.openGiven(path);
  }

  async open(): Promise<Reply<OpenedDocument | null>> {
    const path = await this.#options.chooseFileToOpen();
    return path === null ? { ok: true, value: null } : this.openGiven(path);
  }

  async openRecent(path: string): Promise<Reply<OpenedDocument>> {
    if (this.#options.recent.has(path)) return this.openGiven(path);
    return { ok: false, error: failure('file-not-granted', { name: basename(path) }) };
  }

  /** Opens a file that a person named: in a dialog, on the command line, in the file manager. */
  async openGiven(path: string): Promise<Reply<OpenedDocument>> {
    const read = await readNetworkFile(path);
    if (read.ok) {
      this.#granted.add(path);
      await this.#options.recent.add(path);
      return { ok: true, value: { document: read.document, filePath: path, warnings: read.warnings } };
    }
    if (read.kind === 'unreadable') {
      if (read.failure.code === 'file-missing') await this.#options.recent.remove(path);
      return { ok: false, error: read.failure };
    }
    const [first] = read.diagnostics;
    const reason = first === undefined ? '' : this.#options.describe(first);
    return { ok: false, error: failure('file-not-a-network', { name: basename(path), reason }) };
  }

  /** Recovered work may be saved where it was, if that is a file its user chose once: the copy itself comes from the window. */
  grantRecovered(path: string | null): void {
    if (path !== null && this.#options.recent.has(path)) this.#granted.add(path);
  }

  recent(): readonly RecentFile[] {
    return this.#options.recent.list();
  }

  /** Writes to `filePath` if that was granted, and asks where otherwise; null when cancelled. */
  async save(
    document: NetloomDocument,
    filePath: string | null,
  ): Promise<Reply<{ readonly filePath: string } | null>> {
    const reply = await this.#save(document, filePath);
    const isSaved = reply.ok && reply.value !== null;
    for (const listener of this.#saveListeners.splice(0)) listener(isSaved);
    return reply;
  }

  /** How the next save ends: true when the network is on disk, false when it was cancelled or failed. */
  nextSave(): Promise<boolean> {
    return new Promise((resolve) => this.#saveListeners.push(resolve));
  }

  async #save(
    document: NetloomDocument,
    filePath: string | null,
  ): Promise<Reply<{ readonly filePath: string } | null>> {
    const isGranted = filePath !== null && this.#granted.has(filePath);
    const path = isGranted ? filePath : await this.#askWhere(filePath ?? suggestedName(document.name));
    if (path === null) return { ok: true, value: null };
    const error = await writeNetworkFile(path, document);
    if (error !== null) return { ok: false, error };
    this.#granted.add(path);
    await this.#options.recent.add(path);
    return { ok: true, value: { filePath: path } };
  }

  /** A name without an ending gets one; if that names another file, the dialog asks about that one too. */
  async #askWhere(suggestion: string): Promise<string | null> {
    for (let proposal = suggestion; ; ) {
      const path = await this.#options.chooseFileToSave(proposal);
      if (path === null || extname(path) !== '') return path;
      proposal = `${path}.json`;
      if (!(await this.#options.exists(proposal))) return proposal;
    }
  }
}

/** The network's name as a file name that every system accepts. */
export function suggestedName(documentName: string): string {
  const reserved = /[<>:"/\\|?*]/g;
  const name = [...documentName.replace(reserved, ' ')].filter((character) => character >= ' ').join('');
  const trimmed = name.replace(/\s+/g, ' ').trim().replace(/\.+$/, '').slice(0, 100);
  return `${trimmed === '' ? 'network' : trimmed}.json`;
}
