import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent, RunSummary } from '../../contract/contract';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { readElsewhere } from '../remote/mirror';
import { readStoredDocument } from '../trainer/run-folder/stored-document';

/** One event a line, appended as it comes: a crash can cost the last line at most. */
export const EVENTS_FILE = 'events.jsonl';
/** Within a run's folder: what comes from the other machine that trains it, as `train --on` has it. */
export const MIRROR_FOLDER = 'elsewhere';
const CHECKPOINT = /^checkpoint-\d+\.safetensors$/;

/** Events that are saved line by line; the summary says the rest. */
const CURVE_EVENTS: ReadonlySet<RunEvent['type']> = new Set(['compiled', 'step', 'epoch', 'health']);

/** The line of an event in the file of events; null for one that is not saved there. */
export function curveLine(event: RunEvent): string | null {
  return CURVE_EVENTS.has(event.type) ? `${JSON.stringify(event)}\n` : null;
}

/** Names of the checkpoints in a folder, the oldest first. */
export async function checkpointsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.filter((name) => CHECKPOINT.test(name)).sort();
}

/** Bytes of a file; 0 where there is none. */
export async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** The network that a run's folder keeps; null where there is none. */
export async function documentIn(folder: string): Promise<NetloomDocument | null> {
  const kept = await readStoredDocument(folder, folder);
  return kept.from === 'nowhere' ? null : kept.document;
}

/** Whether another machine trains the run of a folder, which does not end with this app. */
export async function isElsewhere(folder: string, { machine }: RunSummary): Promise<boolean> {
  return machine !== undefined && (await readElsewhere(join(folder, MIRROR_FOLDER))) !== null;
}
