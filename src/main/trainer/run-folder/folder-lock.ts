import { randomBytes } from 'node:crypto';
import { readFileSync, unlinkSync } from 'node:fs';
import { link, lstat, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Failure, Reply } from '../../../contract/contract';
import { failed, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import { systemErrorCode } from '../../files/file-system';
import { commandOf, identifyProcess, processIdentitySchema, processState } from './process-identity';

/** The lock's file; also the beginning of the names of files that stand for it for a moment. */
export const LOCK_FILE = '.netloom-lock';

const holderSchema = z.object({
  /** Of this one lock. */
  token: z.string(),
  /** The process that trains. */
  trainer: processIdentitySchema,
  /** The process that started it: the command, or the app. */
  owner: processIdentitySchema,
  ownerCommand: z.string(),
  /** When the folder was taken, ISO 8601. */
  since: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

/** The holder shows this often that it is alive, for processes that cannot see it, */
const HEARTBEAT_MILLISECONDS = 60_000;
/** and has ended when it has not done so for this long: no native step takes as long. */
const SILENCE_MILLISECONDS = 15 * 60_000;
/** A trainer whose owner was killed ends after its step. */
const PATIENCE_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 100;
/** A lock without content that is older than this was cut off by a power failure. */
const WRITING_MILLISECONDS = 10_000;

export interface AcquiredLock {
  readonly lock: FolderLock;
  /** The process that had the folder and ended without giving it back; null: it was free. */
  readonly takenOverFrom: number | null;
}

/**
 * Makes a folder one process's. The lock is a file that names its holder by process number, start time, start of the machine and process
 * namespace, so that a crash leaves nothing that would have to be cleaned up: whoever comes next sees that the holder has ended. It is put
 * in place with `link`, which is atomic on network disks too. Holders on other machines and in other containers cannot be seen; they touch
 * the file once a minute.
 */
export class FolderLock {
  readonly #path: string;
  readonly #text: string;
  readonly #timer: NodeJS.Timeout;
  readonly #onExit: () => void;
  #isReleased = false;

  private constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
    this.#timer = setInterval(() => void touch(path).catch(() => undefined), HEARTBEAT_MILLISECONDS);
    this.#timer.unref();
    this.#onExit = () => {
      try {
        if (readFileSync(path, 'utf8') === text) unlinkSync(path);
      } catch {
        // The next one sees that this process has ended.
      }
    };
    process.once('exit', this.#onExit);
  }

  /**
   * Fails with `run-folder-locked` or `run-folder-locked-elsewhere` while another process has the folder.
   *
   * @throws the system's error
   */
  static async acquire(folder: string): Promise<Reply<AcquiredLock>> {
    const path = join(folder, LOCK_FILE);
    const text = describeThisProcess();
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    let takenOverFrom: number | null = null;
    for (;;) {
      const diskTime = await place(path, text);
      if (diskTime === null) return success({ lock: new FolderLock(path, text), takenOverFrom });
      const found = await readLock(path, diskTime);
      if (found === null) continue;
      if (found.state === 'ended') {
        await remove(path, found.text);
        takenOverFrom = found.holder?.trainer.pid ?? 0;
      } else if (found.isEnding && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
      } else {
        return failed(refusal(folder, path, found));
      }
    }
  }

  /**
   * Whether the lock is still this process's: a machine that slept for long may have lost it to another.
   *
   * @throws the system's error where that cannot be seen
   */
  async isHeld(): Promise<boolean> {
    const text = await readFile(this.#path, 'utf8').catch((error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return null;
      throw error;
    });
    if (text !== null) return text === this.#text;
    // Deleted by hand, perhaps with its folder: it is taken again, unless another process was faster.
    await mkdir(dirname(this.#path), { recursive: true });
    return (await place(this.#path, this.#text)) === null;
  }

  async release(): Promise<void> {
    if (this.#isReleased) return;
    this.#isReleased = true;
    clearInterval(this.#timer);
    process.removeListener('exit', this.#onExit);
    const text = await readFile(this.#path, 'utf8').catch(() => null);
    if (text === this.#text) await unlink(this.#path).catch(() => undefined);
  }
}

interface FoundLock {
  readonly text: string;
  /** Null: it cannot be read. */
  readonly holder: Holder | null;
  readonly state: 'running' | 'ended' | 'unknown';
  /** It will be gone in a moment. */
  readonly isEnding: boolean;
}

function describeThisProcess(): string {
  const holder: Holder = {
    token: randomBytes(12).toString('hex'),
    trainer: identifyProcess(process.pid),
    owner: identifyProcess(process.ppid),
    ownerCommand: commandOf(process.ppid),
    since: new Date().toISOString(),
  };
  return `${JSON.stringify(holder, null, 2)}\n`;
}

/** Null when the lock is in place, else the time by the disk's clock: another lock is there. */
async function place(path: string, text: string): Promise<number | null> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(temporary, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
    const { mtimeMs } = await file.stat();
    return (await linkOrCreate(temporary, path, text)) ? null : mtimeMs;
  } finally {
    await file.close();
    await unlink(temporary).catch(() => undefined);
  }
}

/** False: there is a lock already. */
async function linkOrCreate(temporary: string, path: string, text: string): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST') return false;
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EISDIR'].includes(code)) throw error;
  }
  // A disk without hard links (FAT): the file is there before its content is.
  try {
    const file = await open(path, 'wx');
    await file.writeFile(text).finally(() => file.close());
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Null: it has gone meanwhile. */
async function readLock(path: string, diskTime: number): Promise<FoundLock | null> {
  try {
    const text = await readFile(path, 'utf8');
    const age = diskTime - (await stat(path)).mtimeMs;
    const holder = parseHolder(text);
    if (holder === null) {
      const isEnding = age <= WRITING_MILLISECONDS;
      return { text, holder, state: isEnding ? 'unknown' : 'ended', isEnding };
    }
    const state = processState(holder.trainer);
    // A system that does not report when processes started: the number may be that of another one by now.
    const isSure = state === 'ended' || (state === 'running' && holder.trainer.startTicks !== null);
    if (isSure || (state === 'running' && age <= SILENCE_MILLISECONDS)) {
      const isEnding = state === 'running' && processState(holder.owner) === 'ended';
      return { text, holder, state, isEnding };
    }
    return { text, holder, state: age > SILENCE_MILLISECONDS ? 'ended' : 'unknown', isEnding: false };
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    await removeDanglingLink(path);
    return null;
  }
}

/** A symbolic link without a target keeps every lock from being created, and cannot be read. */
async function removeDanglingLink(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found?.isSymbolicLink()) await unlink(path).catch(() => undefined);
}

function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Removes a lock whose holder has ended, and no other that took its place meanwhile. */
async function remove(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== text) await link(aside, path).catch(() => undefined);
  await unlink(aside);
}

/** Writes what is there already: the disk's own clock sets the time. */
async function touch(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.write('{', 0).finally(() => file.close());
}

function refusal(folder: string, path: string, { holder, state }: FoundLock): Failure {
  const name = basename(folder);
  if (holder === null || state === 'unknown') {
    const { pid = 0, host = '?' } = holder?.trainer ?? {};
    const values = { name, pid, host, since: localTime(holder?.since), file: path };
    return failure('run-folder-locked-elsewhere', values);
  }
  const shown = processState(holder.owner) === 'running' ? holder.owner : holder.trainer;
  const command = holder.ownerCommand === '' ? 'netloom' : holder.ownerCommand;
  return failure('run-folder-locked', { name, pid: shown.pid, command, since: localTime(holder.since) });
}

/** As `2026-11-29 20:15`, in the time of this machine. */
function localTime(iso: string | undefined): string {
  const date = new Date(iso ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return '?';
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
