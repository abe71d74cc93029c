import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What `train --json` prints. */
export const EVENTS = 'events.jsonl';
/** How much of the events is read at once. */
const PIECE = 1 << 18;
/** How much of the log is sent at the end. */
const LOG_BYTES = 4_096;

/**
 * Lets a command run whatever happens to what has started it: deaf to hang-ups, its output in files. The number of its process is written before
 * it begins, its exit code after it has ended, each as a whole. The code finds its room where the disk has become full meanwhile.
 */
export const DETACHED = `trap '' HUP
echo '    ' > exit.new
/bin/sh -c 'echo $$ > pid.new && mv pid.new pid && exec "$@"' sh "$@" >> ${EVENTS} 2> log.txt < /dev/null
echo $? 1<> exit.new && mv exit.new exit`;

/** The end of what it wrote for people. */
export async function logTail(folder: string): Promise<string> {
  const path = join(folder, 'log.txt');
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  return (await readPiece(path, Math.max(0, size - LOG_BYTES))).toString();
}

/** Bytes of a file from that one on, as many as are handed on at once; none where there are none. */
export async function readPiece(path: string, position: number): Promise<Buffer> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size <= position) return Buffer.alloc(0);
  const file = await open(path);
  try {
    const length = Math.min(PIECE, size - position);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, null, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A number in a file; null where it is not there, or not as a whole. */
export async function readNumber(path: string): Promise<number | null> {
  const word = await readWord(path);
  return word === null ? null : Number(word);
}

/** The same as it is written. */
export async function readWord(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return /^(\d+)\s*$/.exec(text)?.[1] ?? null;
}
