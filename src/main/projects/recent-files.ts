import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import type { RecentFile } from '../../contract/contract';
import { writeFileAtomically } from '../files/atomic-write';
import { systemErrorCode } from '../files/file-system';
import { Sequencer } from '../files/sequencer';
import type { Log } from '../log/log';

const MAXIMUM_FILES = 10;
const fileSchema = z.array(z.string().max(4_096)).max(100);

/** The files opened and saved last, the newest first, kept over starts of the app. */
export interface RecentFiles {
  list(): readonly RecentFile[];
  has(filePath: string): boolean;
  /** Puts the file first. */
  add(filePath: string): Promise<void>;
  /** Takes a file out that does not exist any more. */
  remove(filePath: string): Promise<void>;
}

export function openRecentFiles(path: string, log: Log, onChange: () => void = () => undefined): RecentFiles {
  let files: readonly string[] = readList(path, log);
  const writes = new Sequencer();

  function change(next: readonly string[]): Promise<void> {
    files = next.slice(0, MAXIMUM_FILES);
    onChange();
    const content = `${JSON.stringify(files, null, 2)}\n`;
    const written = writes.queue(() => writeFileAtomically(path, content));
    return written.catch((error: unknown) => log.error('recent files not written', error));
  }

  return {
    list: () => files.map((filePath) => ({ filePath, name: basename(filePath) })),
    has: (filePath) => files.includes(filePath),
    add: (filePath) => change([filePath, ...files.filter((file) => file !== filePath)]),
    remove: (filePath) => change(files.filter((file) => file !== filePath)),
  };
}

function readList(path: string, log: Log): readonly string[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).slice(0, MAXIMUM_FILES);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') log.warning('list of recent files not readable', error);
    return [];
  }
}
