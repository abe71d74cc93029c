import { access, rename, rm } from 'node:fs/promises';
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
import { canBeMade, makeFolder } from './new-folder';
import { DOCUMENT_FILE, readStoredDocument } from './stored-document';

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

/**
 * The folder a run writes to, from its check to its end. Opening it takes the lock and looks, and changes nothing else; a folder that is
 * not there yet is not made. `admit` is called when everything about the run has been checked, and only then are files written or replaced.
 */
export class RunFolder {
  readonly #command: TrainCommand;
  /** Null: the run keeps nothing. */
  readonly #path: string | null;
  /** Null: the folder is not this process's yet. */
  #held: HeldFolder | null = null;
  #removeEmpty: () => Promise<void> = () => Promise.resolve();

  private constructor(command: TrainCommand) {
    this.#command = command;
    this.#path = pathOf(command);
  }

  /** What is to be reported once the run begins. */
  get notices(): readonly Failure[] {
    if (this.#held === null) return [];
    const { takenOverFrom, isRestored, replaced } = this.#held;
    const isReplacing = this.#command.overwrite === true && replaced.length > 0;
    return [
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
    const folder = new RunFolder(command);
    const path = folder.#path;
    if (path === null) return folder;
    await explained(path, async () => {
      // Not even a lock is put into somebody else's folder. The rest is looked at when no other process can change it.
      if (command.resume !== true) await requireOwnFolder(command);
      if (!(await canBeMade(path))) folder.#held = await holdFolder(command, path);
    });
    return folder;
  }

  /**
   * The run begins: removes what it replaces, and puts its network into the folder, so that it can be resumed whatever happens.
   *
   * @throws RunFailure when the folder cannot be written
   */
  async admit(document: NetloomDocument): Promise<void> {
    const path = this.#path;
    if (path === null) return;
    const { replaced, isRestored } = await this.#holdNow(path);
    await this.requireHeld();
    try {
      for (const file of replaced) await rm(join(path, file), { force: true });
      const file = join(path, DOCUMENT_FILE);
      // The user may have edited it and made a slip: that is not to be lost.
      if (isRestored && (await exists(file))) await rename(file, join(path, DAMAGED_DOCUMENT_FILE));
      if (this.#command.outputDirectory !== undefined) await this.#writeMarker(path, document);
      await writeFileAtomically(file, serializeDocument(document));
    } catch (error) {
      throw new RunFailure(writeFailure(join(path, DOCUMENT_FILE), error));
    }
  }

  /** @throws RunFailure when another process has the folder by now, or it cannot be reached */
  async requireHeld(): Promise<void> {
    const [held, path] = [this.#held, this.#path];
    if (held === null || path === null) return;
    const isHeld = await held.lock.isHeld().catch((error: unknown) => {
      throw new RunFailure(writeFailure(join(path, LOCK_FILE), error));
    });
    if (!isHeld) throw new RunFailure(failure('run-folder-lost', { name: path }));
  }

  /** Gives the folder back; new ones in which nothing was written disappear. */
  async release(): Promise<void> {
    await this.#held?.lock.release();
    await this.#removeEmpty();
  }

  /** Makes a folder that was not there; another process may have been faster. */
  async #holdNow(path: string): Promise<HeldFolder> {
    if (this.#held !== null) return this.#held;
    const held = await explained(path, async () => {
      this.#removeEmpty = await makeFolder(path);
      return holdFolder(this.#command, path);
    });
    this.#held = held;
    return held;
  }

  /** A resumed run keeps the one it has. */
  async #writeMarker(path: string, { name }: NetloomDocument): Promise<void> {
    const file = join(path, MARKER_FILE);
    if (this.#command.resume === true && (await exists(file))) return;
    const marker = { format: 'netloom-run', version: 1, network: name, startedAt: new Date().toISOString() };
    await writeFileAtomically(file, `${JSON.stringify(marker, null, 2)}\n`);
  }
}

/** A folder that is this process's, with what was found in it. */
interface HeldFolder {
  readonly lock: FolderLock;
  /** The process that had it and ended without giving it back; null: it was free. */
  readonly takenOverFrom: number | null;
  /** The network's file is missing or damaged, and a checkpoint's copy takes its place. */
  readonly isRestored: boolean;
  /** Files of an earlier run that this one replaces. */
  readonly replaced: readonly string[];
}

async function holdFolder(command: TrainCommand, path: string): Promise<HeldFolder> {
  const reply = await FolderLock.acquire(path);
  if (!reply.ok) throw new RunFailure(reply.error);
  const { lock, takenOverFrom } = reply.value;
  try {
    const replaced = await replacedFiles(command);
    const isRestored = command.resume === true && (await isDocumentLost(command, path));
    return { lock, takenOverFrom, isRestored, replaced };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Does something with a folder; an error of the system's becomes a failure that names the folder and the reason. */
async function explained<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = systemErrorCode(error);
    if (reason === '') throw error;
    throw new RunFailure(failure('run-folder-unusable', { name: path, reason }));
  }
}

async function isDocumentLost({ runDirectory }: TrainCommand, path: string): Promise<boolean> {
  return (await readStoredDocument(path, runDirectory ?? path)).from === 'checkpoint';
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
