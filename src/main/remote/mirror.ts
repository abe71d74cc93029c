import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../files/atomic-write';
import { systemErrorCode } from '../files/file-system';
import { Sequencer } from '../files/sequencer';
import { endSchema, RUN_NAME } from './agent/protocol';
import { remoteTargetSchema } from './remote-target';

/** Says of a run's folder where it is trained. */
export const ELSEWHERE_FILE = 'elsewhere.json';
/** What `train --json` printed there, byte for byte. */
export const EVENTS_FILE = 'events.jsonl';

const stateSchema = z.object({
  format: z.literal('netloom-elsewhere'),
  version: z.literal(1),
  target: remoteTargetSchema,
  /** Of the trainer there. */
  trainer: z.string().regex(/^[\w.-]+$/),
  /** The run's name there. */
  run: z.string().regex(RUN_NAME),
  /** Bytes of the events here that an earlier part of the run has written: those there come after them. */
  eventsBefore: z.number().int().nonnegative(),
  /** It was to be stopped while it was out of reach. */
  isStopRequested: z.boolean(),
  /** It was to be paused, or to continue, while it was out of reach. */
  wanted: z.enum(['pause', 'continue']).nullable().optional(),
  /** In a run of the window: bytes of its curves from before it was there. */
  curvesBefore: z.number().int().nonnegative().optional(),
  /** How it ended there; `null` while it is in progress. `exitCode` is null when its process was gone. */
  end: endSchema.omit({ log: true }).nullable(),
  /** Results that are here, with their SHA-256. */
  fetched: z.record(z.string(), z.string()),
});
export type ElsewhereState = z.infer<typeof stateSchema>;

/** What a folder here says of its run elsewhere; null for a folder that says nothing of the kind. */
export async function readElsewhere(folder: string): Promise<ElsewhereState | null> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(join(folder, ELSEWHERE_FILE), 'utf8')));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError || systemErrorCode(error) !== '')
      return null;
    throw error;
  }
}

/** Bytes of the events in a folder, to which another part of the run is going to be appended: after a line that was cut off, on a new one. */
export async function eventsToContinue(folder: string): Promise<number> {
  const path = join(folder, EVENTS_FILE);
  const events = await readFile(path, 'latin1').catch(() => '');
  if (events !== '' && !events.endsWith('\n')) await appendFile(path, '\n');
  return eventsSize(folder);
}

async function eventsSize(folder: string): Promise<number> {
  return stat(join(folder, EVENTS_FILE)).then(
    ({ size }) => size,
    () => 0,
  );
}

/** The folder here of a run elsewhere: the layout of a local run, with the events as they came, and where they came from. */
export class Mirror {
  readonly folder: string;
  readonly #writes = new Sequencer();
  #state: ElsewhereState;
  #size: number;

  private constructor(folder: string, state: ElsewhereState, size: number) {
    this.folder = folder;
    this.#state = state;
    this.#size = size;
  }

  static async open(folder: string, state: ElsewhereState): Promise<Mirror> {
    await mkdir(folder, { recursive: true });
    const mirror = new Mirror(folder, state, await eventsSize(folder));
    await mirror.change({});
    return mirror;
  }

  get state(): ElsewhereState {
    return this.#state;
  }

  /** Bytes of the events that are here. */
  get size(): number {
    return this.#size;
  }

  change(changes: Partial<ElsewhereState>): Promise<void> {
    this.#state = { ...this.#state, ...changes };
    const text = `${JSON.stringify(this.#state, null, 2)}\n`;
    return this.#writes.queue(() => writeFileAtomically(join(this.folder, ELSEWHERE_FILE), text));
  }

  /** Appends what has come of the events. */
  append(bytes: Buffer): Promise<void> {
    this.#size += bytes.length;
    return this.#writes.queue(() => appendFile(join(this.folder, EVENTS_FILE), bytes));
  }

  /** The events that are here, a character for each byte. */
  events(): Promise<string> {
    return readFile(join(this.folder, EVENTS_FILE), 'latin1').catch(() => '');
  }
}
