import { access, mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Failure } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { writeFileAtomically } from '../../files/atomic-write';
import { writeFailure } from '../../files/file-failure';
import { systemErrorCode } from '../../files/file-system';
import { hasCheckpoint } from '../checkpoints/checkpoint-store';
import type { TrainerCommand } from '../protocol/protocol';
import { RunFailure } from '../protocol/trainer-failure';
import { DAMAGED_DOCUMENT_FILE, type FolderContents, inspectFolder, MARKER_FILE } from './folder-contents';
import { FolderLock, LOCK_FILE } from './folder-lock';
import { DOCUMENT_FILE, readKeptDocument } from './kept-document';

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

/**
 * The folder a run writes to, from its check to its end. Opening it takes the lock and looks, and changes nothing; `admit` is called when
 * everything about the run has been checked, and only then are files written or replaced.
 */
export class RunFolder {
  readonly #command: TrainCommand;
  /** Null: the run keeps nothing. */
  readonly #path: string | null;
  readonly #lock: FolderLock | null;
  readonly #isNew: boolean;
  /** The network's file is missing or damaged, and a checkpoint's copy takes its place. */
  readonly #isRestored: boolean;
  /** Files of an earlier run that this one replaces. */
  readonly #replaced: readonly string[];
  /** What is to be reported once the run begins. */
  readonly notices: readonly Failure[];

  private constructor(
    command: TrainCommand,
    lock: FolderLock | null,
    { isNew, isRestored, replaced, takenOverFrom }: Findings,
  ) {
    this.#command = command;
    this.#path = pathOf(command);
    this.#lock = lock;
    this.#isNew = isNew;
    this.#isRestored = isRestored;
    this.#replaced = replaced;
    const isReplacing = command.overwrite === true && replaced.length > 0;
    this.notices = [
      ...(takenOverFrom === null ? [] : [failure('run-folder-taken-over', { pid: takenOverFrom })]),
      ...(isReplacing ? [failure('run-replaced', { name: this.#path ?? '', files: replaced.length })] : []),
      ...(isRestored
        ? [failure('run-document-restored', { name: DOCUMENT_FILE, copy: DAMAGED_DOCUMENT_FILE })]
        : []),
    ];
  }

  /**
   * Makes the run's folder this process's, if it may be written to.
   *
   * @throws RunFailure when another process has it, or what is in it is not this run's
   */
  static async open(command: TrainCommand): Promise<RunFolder> {
    const path = pathOf(command);
    if (path === null) return new RunFolder(command, null, NO_FINDINGS);
    try {
      // Not even a lock is put into somebody else's folder. The rest is looked at when no other process can change it.
      if (command.resume !== true) await requireOwnFolder(command);
      const isNew = (await mkdir(path, { recursive: true })) !== undefined;
      const reply = await FolderLock.acquire(path);
      if (!reply.ok) throw new RunFailure(reply.error);
      const { lock, takenOverFrom } = reply.value;
      try {
        const replaced = await replacedFiles(command);
        const isRestored = command.resume === true && (await isDocumentLost(command, path));
        return new RunFolder(command, lock, { isNew, isRestored, replaced, takenOverFrom });
      } catch (error) {
        await lock.release();
        throw error;
      }
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === '') throw error;
      throw new RunFailure(failure('run-folder-unusable', { name: path, reason }));
    }
  }

  /**
   * The run begins: removes what it replaces, and puts its network into the folder, so that it can be resumed whatever happens.
   *
   * @throws RunFailure when the folder cannot be written
   */
  async admit(document: NetloomDocument): Promise<void> {
    const path = this.#path;
    if (path === null) return;
    await this.requireHeld();
    try {
      for (const file of this.#replaced) await rm(join(path, file), { force: true });
      const file = join(path, DOCUMENT_FILE);
      // The user may have edited it and made a slip: that is not to be lost.
      if (this.#isRestored && (await exists(file))) await rename(file, join(path, DAMAGED_DOCUMENT_FILE));
      if (this.#command.outputDirectory !== undefined) await this.#writeMarker(path, document);
      await writeFileAtomically(file, serializeDocument(document));
    } catch (error) {
      throw new RunFailure(writeFailure(join(path, DOCUMENT_FILE), error));
    }
  }

  /** @throws RunFailure when another process has the folder by now, or it cannot be reached */
  async requireHeld(): Promise<void> {
    const [lock, path] = [this.#lock, this.#path];
    if (lock === null || path === null) return;
    const isHeld = await lock.isHeld().catch((error: unknown) => {
      throw new RunFailure(writeFailure(join(path, LOCK_FILE), error));
    });
    if (!isHeld) throw new RunFailure(failure('run-folder-lost', { name: path }));
  }

  /** Gives the folder back; a new one in which nothing was written disappears. */
  async release(): Promise<void> {
    await this.#lock?.release();
    // Fails for every folder that holds something.
    if (this.#isNew && this.#path !== null) await rmdir(this.#path).catch(() => undefined);
  }

  /** A resumed run keeps the one it has. */
  async #writeMarker(path: string, { name }: NetloomDocument): Promise<void> {
    const file = join(path, MARKER_FILE);
    if (this.#command.resume === true && (await exists(file))) return;
    const marker = { format: 'netloom-run', version: 1, network: name, startedAt: new Date().toISOString() };
    await writeFileAtomically(file, `${JSON.stringify(marker, null, 2)}\n`);
  }
}

/** What was found in a folder when it was opened. */
interface Findings {
  readonly isNew: boolean;
  readonly isRestored: boolean;
  readonly replaced: readonly string[];
  readonly takenOverFrom: number | null;
}

const NO_FINDINGS: Findings = { isNew: false, isRestored: false, replaced: [], takenOverFrom: null };

async function isDocumentLost({ runDirectory }: TrainCommand, path: string): Promise<boolean> {
  return (await readKeptDocument(path, runDirectory ?? path)).from === 'checkpoint';
}

function pathOf({ outputDirectory, runDirectory }: TrainCommand): string | null {
  return outputDirectory ?? runDirectory ?? null;
}

/** @throws RunFailure when the folder that the user named holds what is no run's */
async function requireOwnFolder({
  outputDirectory,
}: TrainCommand): Promise<Exclude<FolderContents, { kind: 'foreign' }>> {
  if (outputDirectory === undefined) return { kind: 'free' };
  const contents = await inspectFolder(outputDirectory);
  if (contents.kind !== 'foreign') return contents;
  const values = { name: basename(outputDirectory), files: contents.names.join(', ') };
  throw new RunFailure(failure('folder-not-a-run', values));
}

/**
 * The files of an earlier run that a new one may remove.
 *
 * @throws RunFailure when what the folder holds must stay
 */
async function replacedFiles(command: TrainCommand): Promise<readonly string[]> {
  const { outputDirectory, runDirectory, resume, overwrite } = command;
  if (resume === true) return [];
  if (outputDirectory === undefined) {
    // A folder of the app's own. Two runs in one would take each other's checkpoints for their own.
    const isInUse = runDirectory !== undefined && (await hasCheckpoint(runDirectory));
    if (isInUse) throw new RunFailure(failure('run-folder-in-use', { name: runDirectory }));
    return [];
  }
  const contents = await requireOwnFolder(command);
  if (contents.kind === 'free') return [];
  if (contents.hasResults && overwrite !== true) {
    throw new RunFailure(failure('run-folder-in-use', { name: outputDirectory }));
  }
  return contents.files;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
