import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElsewhereState, EVENTS_FILE } from '../../../remote/mirror';

/** A run elsewhere with what follows it here: an app, or the command line. */
export interface Followed {
  readonly name: string;
  /** The folder of its mirror. */
  readonly mirror: string;
  begin(): Promise<void>;
  /** Ends what follows it, as a power cut would. */
  kill(): Promise<void>;
  /** Starts what follows it again. */
  follow(): Promise<void>;
  /** Has a run that has ended trained further there. */
  resume(): Promise<void>;
  stop(): void;
  /** What is shown of the run now. */
  readonly shown: 'active' | 'out of reach' | 'ended';
  /** Why it ended, in the code or words of a failure; empty: it was stopped or done. */
  readonly reason: string;
  /** What is wrong with the points that are kept of it. */
  check(): Promise<readonly string[]>;
}

/** What the mirror says of the run; null before there is one. */
export function stateOf(mirror: string): ElsewhereState | null {
  const path = join(mirror, 'elsewhere.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** The run's folder on the other machine. */
export function placeThere(mirror: string, home: string): string {
  const state = stateOf(mirror);
  if (state === null) throw new Error(`there is no run in ${mirror}`);
  return join(home, '.netloom', 'runs', state.run);
}

/** Events of the part of the run that is, or was last, elsewhere. */
export function eventsHere(mirror: string): Buffer {
  const path = join(mirror, EVENTS_FILE);
  if (!existsSync(path)) return Buffer.alloc(0);
  return readFileSync(path).subarray(stateOf(mirror)?.eventsBefore ?? 0);
}

/** Waits until the run has a checkpoint there. */
export async function hasCheckpoint({ mirror }: Followed): Promise<void> {
  while (!eventsHere(mirror).includes('"type":"checkpoint"'))
    await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Epochs among events, in their order. */
export function epochsIn(events: Buffer): readonly number[] {
  return events
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('{"type":"epoch"') && line.endsWith('}'))
    .map((line): number => JSON.parse(line).epoch);
}

/** Whether each number is the one after the one before it. */
export function hasAll(numbers: readonly number[]): boolean {
  return numbers.every((one, at) => at === 0 || one === (numbers[at - 1] ?? 0) + 1);
}

/** Whether no number repeats or comes late. What a full disk there has swallowed is missing. */
export function isRising(numbers: readonly number[]): boolean {
  return numbers.every((one, at) => at === 0 || one > (numbers[at - 1] ?? 0));
}

/** The number of the run's process there, if it is alive. */
export function processThere(place: string): number | null {
  const path = join(place, 'pid');
  if (!existsSync(path)) return null;
  const pid = Number(readFileSync(path, 'utf8'));
  return isAlive(pid) ? pid : null;
}

/** Whether a process is there, and no more than the memory of one. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** A process, what has started it, and what it has started. */
export function familyOf(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(Number(name))] as const);
  const below = (one: number): readonly number[] =>
    parents.filter(([, parent]) => parent === one).flatMap(([child]) => [child, ...below(child)]);
  const above = parentOf(pid);
  return [...(above > 1 ? [above] : []), pid, ...below(pid)];
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // It has ended meanwhile.
  }
}
