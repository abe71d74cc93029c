import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochPoint, RunEvent, StepPoint } from '../../contract/contract';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { checkCheckpointFile } from '../trainer/checkpoints/checkpoint-file';
import type { RunState } from '../trainer/checkpoints/run-state';
import { CHECKPOINTS_FOLDER } from '../trainer/run-folder/folder-contents';
import { readStoredDocument } from '../trainer/run-folder/stored-document';
import { readPackedEvents } from './packed-events';
import { type PackedRecord, parseRecord } from './packed-run';

export const RECORD_FILE = 'record.json';
export const EVENTS_FILE = 'events.jsonl';
const INITIAL_WEIGHTS = 'initial-weights.safetensors';
const CHECKPOINT = /^checkpoint-\d{10}\.safetensors$/;
const BEST = /^best-\d{6}\.safetensors$/;

/** What a package has of a run. */
export interface CollectedRun {
  readonly record: PackedRecord;
  readonly document: NetloomDocument;
  /** The run's file of events; null: those of its checkpoint stand for it. */
  readonly eventsFile: string | null;
  readonly events: readonly RunEvent[];
  readonly points: readonly StepPoint[];
  readonly epochs: readonly EpochPoint[];
  /** Names in the package, and where the files are. */
  readonly weights: readonly { readonly name: string; readonly file: string }[];
}

/**
 * What of a run's folder goes into a package: the network, the curves, the newest sound checkpoint with the weights of the best epoch, and
 * those that the run began with.
 *
 * @param folder of a run of the app, or of `train --out`; null is answered for one that holds no run
 */
export async function collectRun(folder: string): Promise<CollectedRun | null> {
  const below = join(folder, CHECKPOINTS_FOLDER);
  const checkpoints = (await isThere(below)) ? below : folder;
  const stored = await readStoredDocument(folder, checkpoints);
  if (stored.from === 'nowhere') return null;
  const found = await newestSound(checkpoints);
  const recordText = await readFile(join(folder, RECORD_FILE), 'utf8').catch(() => null);
  const record = recordText === null ? null : recordIn(recordText);
  if (record === null && found === null) return null;
  const eventsFile = join(folder, EVENTS_FILE);
  const hasEvents = record !== null && (await isThere(eventsFile));
  const events = hasEvents || found === null ? [] : eventsOf(found.state);
  const { points, epochs } = hasEvents ? await pointsIn(eventsFile) : pointsOf(found?.state);
  const initial = join(folder, INITIAL_WEIGHTS);
  return {
    record: record ?? recordOfState(found?.state, await startOf(folder)),
    document: stored.document,
    eventsFile: hasEvents ? eventsFile : null,
    events,
    points,
    epochs,
    weights: [
      ...(found?.files ?? []),
      ...((await isThere(initial)) ? [{ name: INITIAL_WEIGHTS, file: initial }] : []),
    ],
  };
}

interface Found {
  readonly state: RunState;
  readonly files: readonly { readonly name: string; readonly file: string }[];
}

/** The newest checkpoint that is as it was written, and the weights of the best epoch that it names. */
export async function newestSound(folder: string): Promise<Found | null> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => CHECKPOINT.test(name));
  for (const name of names.sort().reverse()) {
    const state = await checkCheckpointFile(join(folder, name)).catch(() => null);
    if (state === null) continue;
    const best = state.bestFile !== null && BEST.test(state.bestFile) ? state.bestFile : null;
    const hasBest = best !== null && (await isThere(join(folder, best)));
    const files = [name, ...(hasBest ? [best] : [])];
    return { state, files: files.map((file) => ({ name: file, file: join(folder, file) })) };
  }
  return null;
}

/** The app keeps its runs' lines in an object with other things. */
function recordIn(text: string): PackedRecord | null {
  const direct = parseRecord(text);
  if (direct !== null) return direct;
  try {
    const { summary } = JSON.parse(text) as { readonly summary?: unknown };
    return parseRecord(JSON.stringify(summary ?? null));
  } catch {
    return null;
  }
}

/** The line of a run that was trained on the command line. */
function recordOfState(state: RunState | undefined, startedAt: number): PackedRecord {
  return {
    name: null,
    label: null,
    isStarred: false,
    notes: '',
    datasetHash: state?.identity.datasetHash ?? '',
    appVersion: '',
    startedAt,
    endedAt: null,
    seconds: state?.seconds ?? 0,
    phase: state?.ended === null ? 'stopped' : 'done',
    step: state?.step ?? 0,
    failure: null,
    findings: [],
  };
}

/** When `train --out` has begun, as its marker says. */
async function startOf(folder: string): Promise<number> {
  try {
    const text = await readFile(join(folder, 'netloom-run.json'), 'utf8');
    const time = Date.parse(String((JSON.parse(text) as { startedAt?: unknown }).startedAt));
    return Number.isFinite(time) && time >= 0 ? time : 0;
  } catch {
    return 0;
  }
}

function eventsOf({ points, epochs }: RunState): RunEvent[] {
  const { examplesPerSecond = 0 } = epochs[epochs.length - 1] ?? {};
  return [
    ...(points.length > 0 ? [{ type: 'step' as const, points, examplesPerSecond, secondsLeft: 0 }] : []),
    ...epochs.map((point) => ({ type: 'epoch' as const, point })),
  ];
}

function pointsOf(state: RunState | undefined): Pick<CollectedRun, 'points' | 'epochs'> {
  return { points: state?.points ?? [], epochs: state?.epochs ?? [] };
}

/** The points of a run's curves: those of steps that were done again after a checkpoint, as they came last. */
async function pointsIn(eventsFile: string): Promise<Pick<CollectedRun, 'points' | 'epochs'>> {
  const points = new Map<number, StepPoint>();
  const epochs = new Map<number, EpochPoint>();
  for await (const event of readPackedEvents(eventsFile)) {
    if (event.type === 'step') for (const point of event.points) points.set(point.step, point);
    if (event.type === 'epoch') epochs.set(event.point.epoch, event.point);
  }
  return {
    points: [...points.values()].sort((a, b) => a.step - b.step),
    epochs: [...epochs.values()].sort((a, b) => a.epoch - b.epoch),
  };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
