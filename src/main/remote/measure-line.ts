import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { SshConnection } from './ssh-connection';

/** Sent and received first, to learn how much is worth it. */
const PROBE_BYTES = 1 << 18;
const MOST_BYTES = 1 << 25;
/** How long the larger piece may take, by what the first one took. */
const MEASURED_SECONDS = 0.3;
/** Nothing is compressed into less, however often it is repeated: it is longer than what compression looks back at. */
const PIECE_BYTES = 1 << 18;

/**
 * What the line to a machine carries through its ssh, in bits a second: sent, or received where that is slower. ssh encrypts, for which it needs the
 * processor, so that a line of several Gb/s carries more than this. Nothing there is changed. Null: it could not be measured.
 */
export async function measureLine(connection: SshConnection): Promise<number | null> {
  const piece = await promisify(randomBytes)(PIECE_BYTES);
  const send = (bytes: number) => secondsOf(connection.start(['wc', '-c']), piece, bytes);
  const receive = (bytes: number) =>
    secondsOf(connection.start(['head', '-c', String(bytes), '/dev/urandom']));
  const speeds: number[] = [];
  for (const carry of [send, receive]) {
    const speed = await speedOf(carry);
    if (speed === null) return null;
    speeds.push(speed);
  }
  return Math.min(...speeds);
}

async function speedOf(carry: (bytes: number) => Promise<number | null>): Promise<number | null> {
  // What it takes to start a command there, and to hear of its end.
  const start = await carry(1);
  const probe = await carry(PROBE_BYTES);
  if (start === null || probe === null) return null;
  const perByte = Math.max(probe - start, 1e-6) / PROBE_BYTES;
  const bytes = Math.min(MOST_BYTES, Math.floor(MEASURED_SECONDS / perByte));
  if (bytes <= PROBE_BYTES) return 8 / perByte;
  const measured = await carry(bytes);
  return measured === null ? null : (8 * bytes) / Math.max(measured - start, 1e-3);
}

/** Until it has ended; null: it failed. @param bytes how many it is given, of repeated pieces */
async function secondsOf(child: ChildProcess, piece?: Buffer, bytes = 0): Promise<number | null> {
  const begin = performance.now();
  child.stdout?.resume();
  child.stderr?.resume();
  child.stdin?.on('error', () => undefined);
  const ended = once(child, 'close').catch(() => [null]);
  for (let sent = 0; piece !== undefined && sent < bytes && child.stdin?.writable; sent += piece.length) {
    const isFull = !child.stdin.write(piece.subarray(0, bytes - sent));
    if (isFull) await Promise.race([once(child.stdin, 'drain').catch(() => undefined), ended]);
  }
  child.stdin?.end();
  const [code] = await ended;
  return code === 0 ? (performance.now() - begin) / 1_000 : null;
}
