import { readFileSync, renameSync, rmSync } from 'node:fs';
import { parseDocument } from '../../graph-runtime/document/parse';
import { type RecoveryCopy, recoveryCopySchema } from '../../preload/contract';
import { writeFileAtomically } from '../files/atomic-write';
import { systemErrorCode } from '../files/file-system';
import type { Log } from '../log/log';

/**
 * The copy of the work in progress that outlives a crash of the window, the app or the machine. It is written shortly after
 * every edit, into a file of the app's own, never the user's, and taken away when the app is closed in order.
 */
export interface Recovery {
  save(copy: RecoveryCopy): Promise<void>;
  /**
   * What a crash left behind, or null: of the window, the work as it was; of the app, only work that was not saved (the rest is
   * where the user put it).
   */
  load(): RecoveryCopy | null;
  /** Settles when what was given to `save` is on disk. */
  flush(): Promise<void>;
  /** The work is safe or was given up on purpose. */
  clear(): Promise<void>;
  /** Puts the copy aside, where a developer can find it, so that the window starts without it. */
  setAside(): void;
}

export function openRecovery(path: string, log: Log): Recovery {
  /** The newest copy of this session, on disk or on its way there. */
  let newest: RecoveryCopy | null = null;
  let waiting: RecoveryCopy | null = null;
  let writing: Promise<void> | null = null;

  /** Writes the newest copy; those that came in while the disk was busy are skipped. */
  async function writeNewest(): Promise<void> {
    while (waiting !== null) {
      const copy = waiting;
      waiting = null;
      try {
        await writeFileAtomically(path, JSON.stringify(copy));
      } catch (error) {
        log.error('recovery copy not written', error);
      }
    }
    writing = null;
  }

  return {
    save: (copy) => {
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
      newest = null;
      waiting = null;
      await writing;
      rmSync(path, { force: true });
    },
    setAside: () => {
      newest = null;
      try {
        renameSync(path, path.replace(/\.json$/, `-${Date.now()}.json`));
      } catch (error) {
        if (systemErrorCode(error) !== 'ENOENT') log.error('recovery copy not put aside', error);
      }
    },
  };
}

function unsavedOnly(copy: RecoveryCopy | null): RecoveryCopy | null {
  return copy?.isEdited === true ? copy : null;
}

function readCopy(path: string, log: Log): RecoveryCopy | null {
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const envelope = recoveryCopySchema.omit({ document: true }).parse(json);
    // Through the parser, as any file: an older version's copy is brought up to date.
    const parsed = parseDocument((json as { document?: unknown }).document);
    if (parsed.ok) return { ...envelope, document: parsed.document };
    log.error(
      'recovery copy is no network',
      parsed.diagnostics.map(({ code }) => code),
    );
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') log.error('recovery copy not readable', error);
  }
  return null;
}
