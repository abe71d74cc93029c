import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Failure, type RecoveryCopy, recoveryCopySchema } from '../../contract/contract';
import { failure } from '../../contract/failures';
import { parseDocument } from '../../graph-runtime/reading/parse';
import { writeFileAtomically } from '../files/atomic-write';
import { systemErrorCode } from '../files/file-system';
import type { Log } from '../log/log';

/** The copy as it is kept: with what the project's file held, so that a change by another program is noticed after a crash, too. */
export type StoredCopy = RecoveryCopy & { readonly fileDigest: string | null };

const envelopeSchema = recoveryCopySchema
  .omit({ document: true })
  .extend({ fileDigest: z.string().max(100).nullable().default(null) });

/**
 * The copy of one window's work in progress that outlives a crash of the window, the app or the machine. It is written shortly
 * after every edit, into a file of the app's own, never the user's, and taken away when the window is closed in order.
 */
export interface Recovery {
  /** Why the copy could not be written, or null when it is on disk. */
  save(copy: StoredCopy): Promise<Failure | null>;
  /**
   * What a crash left behind, or null: of the window, the work as it was; of the app, only work that was not saved (the rest is
   * where the user put it).
   */
  load(): StoredCopy | null;
  /** Settles when what was given to `save` is on disk. */
  flush(): Promise<void>;
  /** The window goes, its work is safe or was discarded on purpose: the copy goes, and what it still sends is not kept. */
  clear(): Promise<void>;
  /** Puts the copy aside, where a developer can find it, so that the window starts without it. */
  setAside(): void;
}

/** Names of the windows whose unsaved work a crash of the app left in `folder`; what is not worth keeping is taken away. */
export function findLeftCopies(folder: string, log: Log): readonly string[] {
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') log.error('folder of recovery copies not readable', error);
  }
  // Half-written copies of a crash are of no use; those put aside have other names.
  for (const name of names)
    if (name.startsWith('.') && name.endsWith('.tmp')) rmSync(join(folder, name), { force: true });
  const ids = names.flatMap((name) => /^([0-9a-z]+)\.json$/.exec(name)?.[1] ?? []).sort();
  return ids.filter((id) => {
    const path = join(folder, `${id}.json`);
    if (openRecovery(path, log).load() !== null) return true;
    rmSync(path, { force: true });
    return false;
  });
}

export function openRecovery(path: string, log: Log): Recovery {
  /** The newest copy of this window, on disk or on its way there. */
  let newest: StoredCopy | null = null;
  let waiting: StoredCopy | null = null;
  let writing: Promise<Failure | null> | null = null;
  let isOver = false;

  /** Writes the newest copy; those that came in while the disk was busy are skipped. */
  async function writeNewest(): Promise<Failure | null> {
    let result: Failure | null = null;
    while (waiting !== null) {
      const copy = waiting;
      waiting = null;
      result = await write(copy);
    }
    writing = null;
    return result;
  }

  async function write(copy: StoredCopy): Promise<Failure | null> {
    try {
      mkdirSync(dirname(path), { recursive: true });
      await writeFileAtomically(path, JSON.stringify(copy));
      return null;
    } catch (error) {
      log.warning('recovery copy not written', error);
      return failure('backup-not-written', { reason: systemErrorCode(error) || 'error' });
    }
  }

  return {
    save: (copy) => {
      if (isOver) return Promise.resolve(null);
      newest = copy;
      waiting = copy;
      writing ??= writeNewest();
      return writing;
    },
    load: () => newest ?? unsavedOnly(readCopy(path, log)),
    flush: async () => {
      await writing;
    },
    clear: async () => {
      isOver = true;
      newest = null;
      waiting = null;
      await writing;
      rmSync(path, { force: true });
    },
    setAside: () => {
      newest = null;
      putAside(path, log);
    },
  };
}

function putAside(path: string, log: Log): void {
  try {
    renameSync(path, path.replace(/\.json$/, `-${Date.now()}.json`));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') log.error('recovery copy not put aside', error);
  }
}

function unsavedOnly(copy: StoredCopy | null): StoredCopy | null {
  return copy?.isEdited === true ? copy : null;
}

function readCopy(path: string, log: Log): StoredCopy | null {
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const envelope = envelopeSchema.parse(json);
    // Through the parser, as any file: an older version's copy is brought up to date.
    const parsed = parseDocument((json as { document?: unknown }).document);
    if (parsed.ok) return { ...envelope, document: parsed.document };
    log.error(
      'recovery copy is no network',
      parsed.diagnostics.map(({ code }) => code),
    );
    putAside(path, log);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    log.error('recovery copy not readable', error);
    putAside(path, log);
  }
  return null;
}
