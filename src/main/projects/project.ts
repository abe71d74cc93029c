import { basename, extname } from 'node:path';
import type { Failure, OpenedDocument, OpenedPackage, RecentFile, Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { digestOf } from '../files/digest';
import { FileWatch } from '../files/file-watch';
import { Sequencer } from '../files/sequencer';
import type { VersionHistory } from './history/version-history';
import {
  digestOfFile,
  isZipArchive,
  NETWORK_FILE_ENDINGS,
  type NetworkFileResult,
  readNetworkFile,
  writeNetworkFile,
} from './network-file';
import type { RecentFiles } from './recent-files';

/** What another program did to the project's file. */
export type ForeignChange = 'changed' | 'missing';

/** A package whose runs were taken over. */
export interface TakenPackage {
  /** The file of its network, which is there until `done`. */
  readonly document: string;
  readonly opened: OpenedPackage;
  readonly done: () => Promise<void>;
}

export interface ProjectOptions {
  readonly recent: RecentFiles;
  readonly history: Pick<VersionHistory, 'record' | 'recordReceived' | 'received'>;
  /** Takes the runs of a package over. */
  readonly openPackage: (path: string) => Promise<Reply<TakenPackage>>;
  /** Shows the save dialog, starting at a path or file name; null when it was canceled. */
  readonly chooseFileToSave: (suggestion: string) => Promise<string | null>;
  /** Whether a file is there, for the question before it is overwritten. */
  readonly exists: (path: string) => Promise<boolean>;
  /** Whether another window shows the file: two windows must not write over one another. */
  readonly isOpenElsewhere: (path: string) => Promise<boolean>;
  /** What is wrong with a file, in the user's language. */
  readonly describe: (diagnostic: Diagnostic) => string;
  readonly onForeignChange: (filePath: string, change: ForeignChange) => void;
}

/** A file that was read, not yet shown. */
export interface ReadProject {
  /** Of a package: it has no file to be saved to. */
  readonly opened: OpenedDocument;
  readonly digest: string | null;
}

/**
 * The file of one window: read, written, watched. The window names paths, but only those a person chose in a dialog (or gave to
 * the app) are written: a page gone wrong cannot reach other files.
 */
export class Project {
  readonly #options: ProjectOptions;
  readonly #watch = new FileWatch(() => void this.checkDisk());
  readonly #granted = new Set<string>();
  #filePath: string | null = null;
  /** What came in a package, until it has a file. */
  #received: NetloomDocument | null = null;
  /** What the file held when it was last read or written here; null when that is not known. */
  #digest: string | null = null;
  /** What the user was notified that the file contains now, so that it is reported once. */
  #reportedDigest: string | null = null;
  #saveListeners: ((isSaved: boolean) => void)[] = [];
  /** Saves and looks at the disk come one after another, so that a look never meets our own half-done write. */
  readonly #sequencer = new Sequencer();

  constructor(options: ProjectOptions) {
    this.#options = options;
  }

  /** The file the window shows; null for a network that has none yet. */
  get filePath(): string | null {
    return this.#filePath;
  }

  get digest(): string | null {
    return this.#digest;
  }

  /** The window shows this file now. */
  adopt({ opened, digest }: ReadProject): void {
    if (opened.filePath !== null) this.#granted.add(opened.filePath);
    this.#follow(opened.filePath, digest);
    if (opened.package !== undefined) this.#received = opened.document;
  }

  /** What the window's network was when it came in a package; null where it has a file, or did not come from elsewhere. */
  get received(): NetloomDocument | null {
    return this.#received;
  }

  /**
   * Recovered work may be saved where it was, if that is a file its user chose once: the copy itself comes from the window.
   * `digest` is what the file held when the copy was made.
   */
  adoptRecovered(path: string | null, digest: string | null): void {
    if (path === null || !this.#options.recent.has(path)) return;
    this.#granted.add(path);
    this.#follow(path, digest);
    void this.checkDisk();
  }

  /** The window shows a network without a file now. */
  leaveFile(): void {
    this.#follow(null, null);
  }

  close(): void {
    this.#watch.follow(null);
  }

  recent(): readonly RecentFile[] {
    return this.#options.recent.list();
  }

  /** Reads the window's file again. */
  async reload(): Promise<Reply<OpenedDocument>> {
    if (this.#filePath === null) return failed(failure('file-not-granted', { name: '' }));
    const read = await readProject(this.#filePath, this.#options);
    if (!read.ok) return read;
    this.adopt(read.value);
    return success(read.value.opened);
  }

  /** The window's work is to replace what another program wrote. */
  keepMine(): void {
    if (this.#reportedDigest !== null) this.#digest = this.#reportedDigest;
  }

  /** Writes to `filePath` if that was granted, and asks where otherwise; null when canceled. */
  async save(
    document: NetloomDocument,
    filePath: string | null,
  ): Promise<Reply<{ readonly filePath: string } | null>> {
    const reply = await this.#sequencer.queue(() => this.#save(document, filePath));
    const isSaved = reply.ok && reply.value !== null;
    for (const listener of this.#saveListeners.splice(0)) listener(isSaved);
    return reply;
  }

  /** How the next save ends: true when the network is on disk, false when it was canceled or failed. */
  nextSave(): Promise<boolean> {
    return new Promise((resolve) => this.#saveListeners.push(resolve));
  }

  /** Looks whether another program changed the file, and reports it once. */
  checkDisk(): Promise<void> {
    return this.#sequencer.queue(async () => {
      const path = this.#filePath;
      if (path === null || this.#digest === null) return;
      const now = await digestOfFile(path);
      if (now === 'unreadable' || now === this.#digest || now === this.#reportedDigest) return;
      if (this.#filePath !== path) return;
      this.#reportedDigest = now;
      this.#options.onForeignChange(path, now === 'missing' ? 'missing' : 'changed');
    });
  }

  async #save(
    document: NetloomDocument,
    filePath: string | null,
  ): Promise<Reply<{ readonly filePath: string } | null>> {
    const isGranted = filePath !== null && this.#granted.has(filePath);
    const path = isGranted ? filePath : await this.#askWhere(filePath ?? suggestedName(document.name));
    if (path === null) return success(null);
    const name = basename(path);
    if (await this.#options.isOpenElsewhere(path)) return failed(failure('file-open-elsewhere', { name }));
    if (isGranted && (await this.#isChangedOnDisk(path)))
      return failed(failure('file-changed-on-disk', { name }));
    const written = await writeNetworkFile(path, document);
    if (!written.ok) return written;
    this.#granted.add(path);
    const received = await this.#receivedBefore(path);
    this.#follow(path, digestOf(written.value));
    await this.#options.recent.add(path);
    if (received !== null) await this.#options.history.recordReceived(path, received);
    await this.#options.history.record(path, document);
    return success({ filePath: path });
  }

  /** What the network was when it came from elsewhere: a copy under another name comes from there, too. */
  async #receivedBefore(path: string): Promise<NetloomDocument | null> {
    const before = this.#filePath;
    return before === null || before === path ? this.#received : this.#options.history.received(before);
  }

  /** A file that is gone is no conflict: saving brings it back. */
  async #isChangedOnDisk(path: string): Promise<boolean> {
    if (path !== this.#filePath || this.#digest === null) return false;
    const now = await digestOfFile(path);
    if (now === 'missing' || now === 'unreadable' || now === this.#digest) return false;
    this.#reportedDigest = now;
    return true;
  }

  #follow(path: string | null, digest: string | null): void {
    if (path !== this.#filePath) this.#watch.follow(path);
    this.#filePath = path;
    this.#digest = digest;
    this.#reportedDigest = null;
    this.#received = null;
  }

  /** A name without an ending gets one; if that names another file, the dialog asks about that one too. */
  async #askWhere(suggestion: string): Promise<string | null> {
    for (let proposal = suggestion; ; ) {
      const path = await this.#options.chooseFileToSave(proposal);
      if (path === null || extname(path) !== '') return path;
      proposal = `${path}${NETWORK_FILE_ENDINGS[0]}`;
      if (!(await this.#options.exists(proposal))) return proposal;
    }
  }
}

/** Reads a file that a person named: in a dialog, on the command line, in the file manager, by dragging it here. */
export async function readProject(
  path: string,
  options: Pick<ProjectOptions, 'recent' | 'describe' | 'openPackage'> & {
    readonly history: Pick<VersionHistory, 'recordReceived'>;
  },
): Promise<Reply<ReadProject>> {
  if (await isZipArchive(path)) return readPackage(path, options);
  const read = await readNetworkFile(path);
  if (read.ok) {
    await options.recent.add(path);
    await options.history.recordReceived(path, read.document);
    const opened = { document: read.document, filePath: path, warnings: read.warnings };
    return success({ opened, digest: read.digest });
  }
  if (read.kind === 'unreadable' && read.failure.code === 'file-missing') await options.recent.remove(path);
  return failed(whyUnread(path, read, options));
}

/** A package: its runs go into the list, and its network is shown without a file. */
async function readPackage(
  path: string,
  options: Pick<ProjectOptions, 'recent' | 'describe' | 'openPackage'>,
): Promise<Reply<ReadProject>> {
  const taken = await options.openPackage(path);
  if (!taken.ok) return taken;
  const { document: file, opened: found, done } = taken.value;
  try {
    const read = await readNetworkFile(file);
    if (!read.ok) return failed(whyUnread(path, read, options));
    await options.recent.add(path);
    const opened = { document: read.document, filePath: null, warnings: read.warnings, package: found };
    return success({ opened, digest: null });
  } finally {
    await done();
  }
}

function whyUnread(
  path: string,
  read: Extract<NetworkFileResult, { ok: false }>,
  { describe }: Pick<ProjectOptions, 'describe'>,
): Failure {
  if (read.kind === 'unreadable') return read.failure;
  const [first] = read.diagnostics;
  return failure('file-not-a-network', {
    name: basename(path),
    reason: first === undefined ? '' : describe(first),
  });
}

/** The network's name as a file name that every system accepts. */
export function suggestedName(documentName: string): string {
  return `${fileNameFor(documentName)}${NETWORK_FILE_ENDINGS[0]}`;
}

/** The same without an ending. */
export function fileNameFor(documentName: string): string {
  const reserved = /[<>:"/\\|?*]/g;
  const name = [...documentName.replace(reserved, ' ')].filter((character) => character >= ' ').join('');
  const trimmed = name.replace(/\s+/g, ' ').trim().replace(/\.+$/, '').slice(0, 100);
  return trimmed === '' ? 'network' : trimmed;
}
