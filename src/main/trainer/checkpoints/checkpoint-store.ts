import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Reply } from '../../../contract/contract';
import { failed, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import { type AtomicWriteOptions, writeFileAtomically } from '../../files/atomic-write';
import { readFailure } from '../../files/file-failure';
import { nodeFileSystem, systemErrorCode } from '../../files/file-system';
import { type NamedTensor, packTensors, unpackTensors } from '../program/weights-file';
import { type Checkpoint, checkCheckpointFile, packCheckpoint, unpackCheckpoint } from './checkpoint-file';
import type { RunState } from './run-state';

const checkpointName = /^checkpoint-(\d{10})\.safetensors$/;
const bestName = /^best-(\d{6})\.safetensors$/;
/** What a crash in the middle of a write leaves. */
const leftOver = /^\.((checkpoint|best)-\d+\.safetensors\.|netloom-)[0-9a-f]+\.tmp$/;

export interface FoundCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Why a newer one was passed over; null: this is the newest. */
  readonly damage: string | null;
}

/**
 * The newest checkpoint of a run's folder that is sound; a damaged one is passed over for the one before it. Fails with
 * `checkpoint-missing`, or with `checkpoint-damaged` when none is sound.
 */
export async function readNewestCheckpoint(directory: string): Promise<Reply<FoundCheckpoint>> {
  let damage: { readonly name: string; readonly reason: string } | null = null;
  for (const name of await checkpointsIn(directory)) {
    const read = await readCheckpoint(join(directory, name));
    if (typeof read !== 'string') return success({ checkpoint: read, damage: damage?.reason ?? null });
    damage ??= { name, reason: read };
  }
  return {
    ok: false,
    error:
      damage === null
        ? failure('checkpoint-missing', { name: basename(directory) })
        : failure('checkpoint-damaged', damage),
  };
}

/** Whether a folder holds a checkpoint, sound or not. */
export async function hasCheckpoint(directory: string): Promise<boolean> {
  return (await checkpointsIn(directory)).length > 0;
}

/** Whether a run's checkpoints, or what a crash left of writing one, have names of this kind. */
export function isCheckpointFile(name: string): boolean {
  return [checkpointName, bestName, leftOver].some((form) => form.test(name));
}

/** Newest first; none when there is no such folder. */
async function checkpointsIn(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => []);
  return names
    .filter((name) => checkpointName.test(name))
    .sort()
    .reverse();
}

/** Or the reason why it cannot be read. */
async function readCheckpoint(path: string): Promise<Checkpoint | string> {
  try {
    return await unpackCheckpoint(await readFile(path));
  } catch (error) {
    return reasonOf(error);
  }
}

/** The tensors of a safetensors file. Fails when it cannot be read or is none. */
export async function readWeightsFile(path: string): Promise<Reply<readonly NamedTensor[]>> {
  try {
    return success(unpackTensors(await readFile(path)).tensors);
  } catch (error) {
    if (systemErrorCode(error) !== '') return failed(readFailure(path, error));
    return failed(failure('checkpoint-damaged', { name: basename(path), reason: reasonOf(error) }));
  }
}

/**
 * Weights and running statistics that a run ended with or has come to: those of its best epoch when it was to keep these and is
 * over, else the newest checkpoint's (with the optimizer's slots among them).
 */
export async function readRunWeights(
  directory: string,
): Promise<Reply<{ readonly tensors: readonly NamedTensor[]; readonly checkpoint: Checkpoint }>> {
  const found = await readNewestCheckpoint(directory);
  if (!found.ok) return found;
  const { checkpoint } = found.value;
  const bestFile = endedWithBest(checkpoint.state);
  if (bestFile === null) return success({ tensors: checkpoint.tensors, checkpoint });
  const best = await readWeightsFile(join(directory, bestFile));
  return best.ok ? success({ tensors: best.value, checkpoint }) : best;
}

/** The file of the weights that `readRunWeights` reads, with the state of the run; nothing else of it is held in memory. */
export async function findRunWeights(
  directory: string,
): Promise<Reply<{ readonly path: string; readonly state: RunState }>> {
  let damage: { readonly name: string; readonly reason: string } | null = null;
  for (const name of await checkpointsIn(directory)) {
    const path = join(directory, name);
    try {
      const state = await checkCheckpointFile(path);
      const best = endedWithBest(state);
      return success({ path: best === null ? path : join(directory, best), state });
    } catch (error) {
      damage ??= { name, reason: reasonOf(error) };
    }
  }
  return failed(
    damage === null
      ? failure('checkpoint-missing', { name: basename(directory) })
      : failure('checkpoint-damaged', damage),
  );
}

/** The file of the best epoch's weights, where these are what a run ended with. */
function endedWithBest({ ended, training, bestFile }: RunState): string | null {
  return ended !== null && training.earlyStopping?.keepsBest === true ? bestFile : null;
}

function reasonOf(error: unknown): string {
  return systemErrorCode(error) || (error instanceof Error ? error.message : String(error));
}

/**
 * Writes the checkpoints of one run. A new one is complete on the disk before the one before the last is removed, so that there
 * are always two once there have been two: should the newest turn out damaged, the other one serves.
 */
export class CheckpointStore {
  readonly directory: string;
  readonly #options: AtomicWriteOptions;
  /** The checkpoints and weights that lie in the folder. */
  readonly #present: Set<string>;
  /** The newest sound checkpoints, newest first: two, once there have been two. */
  #kept: readonly Kept[];

  private constructor(
    directory: string,
    options: AtomicWriteOptions,
    present: readonly string[],
    kept: readonly Kept[],
  ) {
    this.directory = directory;
    this.#options = options;
    this.#present = new Set(present);
    this.#kept = kept;
  }

  /**
   * Opens a run's folder, made if need be.
   *
   * @param resumed the checkpoint the run is resumed from; null: it starts
   * @throws the system's error
   */
  static async open(
    directory: string,
    resumed: Checkpoint | null,
    options: AtomicWriteOptions = {},
  ): Promise<CheckpointStore> {
    await mkdir(directory, { recursive: true });
    const present = (await readdir(directory)).filter(isCheckpointFile);
    const kept = resumed === null ? [] : await soundFrom(directory, resumed);
    return new CheckpointStore(directory, options, present, kept);
  }

  /**
   * Writes the weights of the best epoch so far; the next checkpoint names the file.
   *
   * @throws the system's error
   */
  async writeBest(epoch: number, tensors: readonly NamedTensor[], network: string): Promise<string> {
    const name = bestFileName(epoch);
    const pieces = packTensors(tensors, { format: 'netloom', network, epoch: String(epoch) });
    await writeFileAtomically(join(this.directory, name), pieces, this.#options);
    this.#present.add(name);
    return name;
  }

  /**
   * Writes a checkpoint, then removes what is older than the one before it.
   *
   * @throws the system's error; the checkpoints before are then as they were
   */
  async write(checkpoint: Checkpoint): Promise<void> {
    const kept = retainedFiles(checkpoint);
    const path = join(this.directory, kept.name);
    await writeFileAtomically(path, await packCheckpoint(checkpoint), this.#options);
    this.#present.add(kept.name);
    // A run may come to the same step again: before its evaluation and after it.
    const before = this.#kept.filter(({ name }) => name !== kept.name);
    this.#kept = [kept, ...before].slice(0, 2);
    const needed = new Set(this.#kept.flatMap(({ files }) => files));
    for (const file of [...this.#present].filter((present) => !needed.has(present))) await this.#remove(file);
  }

  async #remove(file: string): Promise<void> {
    const { unlink } = this.#options.fileSystem ?? nodeFileSystem;
    try {
      await unlink(join(this.directory, file));
    } catch (error) {
      // Gone already, or it cannot be removed: it takes room, no more.
      if (systemErrorCode(error) === '') throw error;
    }
    this.#present.delete(file);
  }
}

/** The checkpoint a run is resumed from, and the newest sound one before it: should the first be damaged later, that one serves. */
async function soundFrom(directory: string, resumed: Checkpoint): Promise<readonly Kept[]> {
  const newest = retainedFiles(resumed);
  for (const name of await checkpointsIn(directory)) {
    if (name >= newest.name) continue;
    const read = await readCheckpoint(join(directory, name));
    if (typeof read !== 'string') return [newest, retainedFiles(read)];
  }
  return [newest];
}

/** A checkpoint's own file, and with it that of the best epoch's weights. */
interface Kept {
  readonly name: string;
  readonly files: readonly string[];
}

function retainedFiles({ state }: Checkpoint): Kept {
  const name = `checkpoint-${String(state.step).padStart(10, '0')}.safetensors`;
  return { name, files: state.bestFile === null ? [name] : [name, state.bestFile] };
}

function bestFileName(epoch: number): string {
  return `best-${String(epoch).padStart(6, '0')}.safetensors`;
}
