import { appendFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isActivePhase,
  type Reply,
  type RunDetails,
  type RunEvent,
  type RunStatus,
  type RunSummary,
  runNumber,
} from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { writeFileAtomically } from '../files/atomic-write';
import type { Log } from '../log/log';
import { DOCUMENT_FILE } from '../trainer/run-folder/stored-document';
import { placeFile } from './imported-weights';
import { RECORD_FILE, readRecord, recordText } from './record-file';
import { readCurves } from './run-curves';
import { checkpointsIn, curveLine, documentIn, EVENTS_FILE, isElsewhere, sizeOf } from './run-files';
import { type PlaceOfRun, type RunBeginning, summaryOf } from './run-summary';
import { addEvent, prepareResume, type StoredRun, setStatus, storedRun } from './stored-run';

/** The weights of another run that this one began with. */
const INITIAL_WEIGHTS_FILE = 'initial-weights.safetensors';
const RUN_ID = /^run-[a-z0-9]+-\d+$/;
/** A package that is being unpacked. */
const INCOMING = /^\.incoming-/;

export interface RunStoreOptions {
  /** `userData/runs`: a folder for each run. */
  readonly directory: string;
  readonly log: Log;
  /** Called when the list is another one. */
  readonly onChange: () => void;
  readonly now?: () => number;
}

/**
 * Every saved run, a folder each: its line of the list, the document as it was, its curves, and the trainer's checkpoints. A run is
 * whole in its folder, so it can be copied, sent and deleted whole.
 */
export class RunStore {
  readonly #options: RunStoreOptions;
  readonly #runs = new Map<string, StoredRun>();
  readonly #opened: Promise<void>;

  constructor(options: RunStoreOptions) {
    this.#options = options;
    this.#opened = this.#open().catch((error: unknown) => {
      options.log.error('the saved runs cannot be read', error);
    });
  }

  /** All runs, the newest first. */
  async list(): Promise<readonly RunSummary[]> {
    await this.#opened;
    return [...this.#runs.values()]
      .filter(({ isDeleted }) => !isDeleted)
      .map(({ summary }) => summary)
      .sort((a, b) => b.startedAt - a.startedAt);
  }

  async get(runId: string): Promise<Reply<RunDetails>> {
    const stored = await this.#find(runId);
    const document = stored === null ? null : await documentIn(this.folderOf(runId));
    if (stored === null || document === null) return failed(failure('run-unknown'));
    await stored.writes.whenIdle();
    const curves = await readCurves(join(this.folderOf(runId), EVENTS_FILE));
    return success({ summary: stored.summary, document, ...curves });
  }

  /** The highest number of a saved run; 0 when there is none. */
  async lastNumber(): Promise<number> {
    await this.#opened;
    return Math.max(0, ...[...this.#runs.keys()].map(runNumber));
  }

  /** The run's network, with the settings it was trained with; null when there is none of that id. */
  async document(runId: string): Promise<NetloomDocument | null> {
    return (await this.#find(runId)) === null ? null : documentIn(this.folderOf(runId));
  }

  /** The run's line; null when there is none of that id. */
  async summary(runId: string): Promise<RunSummary | null> {
    return (await this.#find(runId))?.summary ?? null;
  }

  async update(
    runId: string,
    changes: Partial<Pick<RunSummary, 'name' | 'isStarred' | 'notes' | 'waiting'>>,
  ): Promise<Reply<null>> {
    const stored = await this.#find(runId);
    if (stored === null) return failed(failure('run-unknown'));
    stored.summary = { ...stored.summary, ...changes };
    return this.#save(runId, stored);
  }

  /** Hides the run or shows it again; what is hidden when the app starts next is gone. */
  async setDeleted(runId: string, isDeleted: boolean): Promise<Reply<null>> {
    const stored = this.#runs.get(runId) ?? null;
    if (stored === null) return failed(failure('run-unknown'));
    if (isDeleted && isActivePhase(stored.summary.phase)) {
      return failed(failure('run-in-progress'));
    }
    stored.isDeleted = isDeleted;
    return this.#save(runId, stored);
  }

  /** The app ends under a run, which is to be resumed another day. */
  markWaiting(runId: string): void {
    const stored = this.#runs.get(runId);
    if (stored !== undefined) stored.summary = { ...stored.summary, waiting: 'paused' };
  }

  /** A run begins. Its folder is there when the promise resolves; events may come before. */
  begin(beginning: Omit<RunBeginning, 'now'>): Promise<void> {
    const { runId, document } = beginning;
    const summary = summaryOf({ ...beginning, now: this.#now });
    const stored = storedRun(summary);
    this.#runs.set(runId, stored);
    this.#enqueue(stored, async () => {
      await mkdir(this.folderOf(runId), { recursive: true });
      await writeFileAtomically(join(this.folderOf(runId), DOCUMENT_FILE), serializeDocument(document));
      await this.#writeRecord(runId, stored);
    });
    this.#options.onChange();
    return stored.writes.whenIdle();
  }

  /**
   * A saved run is to be resumed with these settings, at its newest checkpoint or from the start. The trainer writes its document, as soon
   * as it has checked that the run can be resumed with it.
   */
  resume(
    runId: string,
    document: NetloomDocument,
    from: 'checkpoint' | 'beginning',
    place: PlaceOfRun = {},
  ): void {
    const stored = this.#runs.get(runId);
    if (stored === undefined) return;
    prepareResume(stored, { settings: document.training, from, place }, this.#now);
    // After a line that a crash cut off, the next one would be lost with it.
    this.#enqueue(stored, () => appendFile(join(this.folderOf(runId), EVENTS_FILE), '\n'));
  }

  /**
   * Puts the newest weights of another run into the folder of one that is to begin with them: should it have to begin again, they are the
   * same, whatever happened to the other run. Answers their file.
   */
  async takeInitialWeights(runId: string, from: string): Promise<Reply<string>> {
    const source = await this.newestCheckpoint(from);
    if (source === null) return failed(failure('run-without-weights'));
    return this.takeWeightsFile(runId, source);
  }

  /** Puts a file of weights, which may be replaced but is never written over, into the folder of a run that is to begin with them. */
  async takeWeightsFile(runId: string, source: string): Promise<Reply<string>> {
    const placed = await placeFile(source, join(this.folderOf(runId), INITIAL_WEIGHTS_FILE));
    if (!placed.ok) await this.giveUp(runId);
    return placed;
  }

  /** The weights the run began with; null when it began with random ones. */
  async initialWeights(runId: string): Promise<string | null> {
    const path = join(this.folderOf(runId), INITIAL_WEIGHTS_FILE);
    return (await sizeOf(path)) > 0 ? path : null;
  }

  /** A run that has continued elsewhere while nobody looked is there now. */
  restore(runId: string, status: RunStatus): void {
    const stored = this.#runs.get(runId);
    if (stored === undefined) return;
    setStatus(stored, status, this.#now);
    this.#enqueue(stored, () => this.#writeRecord(runId, stored));
    this.#options.onChange();
  }

  /** Takes back a run that was not to begin after all. */
  async giveUp(runId: string): Promise<void> {
    await this.#runs.get(runId)?.writes.whenIdle();
    this.#runs.delete(runId);
    await rm(this.folderOf(runId), { recursive: true, force: true });
    this.#options.onChange();
  }

  /** An empty folder beside the runs, whose maker removes it. */
  async makeIncoming(): Promise<string> {
    await this.#opened;
    return mkdtemp(join(this.#options.directory, '.incoming-'));
  }

  /** Takes over a run that was trained elsewhere: its checked folder, in one that `makeIncoming` has made. */
  async takeOver(folder: string, summary: RunSummary): Promise<void> {
    const stored = storedRun(summary);
    await writeFileAtomically(join(folder, RECORD_FILE), recordText(stored));
    await rename(folder, this.folderOf(summary.runId));
    this.#runs.set(summary.runId, stored);
    this.#options.onChange();
  }

  record(runId: string, event: RunEvent): void {
    const stored = this.#runs.get(runId);
    if (stored === undefined) return;
    addEvent(stored, event, this.#now);
    const line = curveLine(event);
    if (line !== null) {
      const path = join(this.folderOf(runId), EVENTS_FILE);
      this.#enqueue(stored, () => appendFile(path, line));
    }
    if (event.type === 'step' || event.type === 'health') return;
    this.#enqueue(stored, () => this.#writeRecord(runId, stored));
    this.#options.onChange();
  }

  folderOf(runId: string): string {
    return join(this.#options.directory, runId);
  }

  /** The newest checkpoint's file; null when the run has none. */
  async newestCheckpoint(runId: string): Promise<string | null> {
    if ((await this.#find(runId)) === null) return null;
    const newest = (await checkpointsIn(this.folderOf(runId))).pop();
    return newest === undefined ? null : join(this.folderOf(runId), newest);
  }

  /** When all that was reported is on the disk. */
  async flush(): Promise<void> {
    await this.#opened;
    await Promise.all([...this.#runs.values()].map(({ writes }) => writes.whenIdle()));
  }

  get #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  async #find(runId: string): Promise<StoredRun | null> {
    await this.#opened;
    return this.#runs.get(runId) ?? null;
  }

  async #open(): Promise<void> {
    const { directory } = this.#options;
    await mkdir(directory, { recursive: true });
    const names = await readdir(directory);
    // A package was being unpacked when the app went away.
    const left = names.filter((name) => INCOMING.test(name));
    await Promise.all(left.map((name) => rm(join(directory, name), { recursive: true, force: true })));
    await Promise.all(names.filter((name) => RUN_ID.test(name)).map((runId) => this.#load(runId)));
    this.#options.onChange();
  }

  async #load(runId: string): Promise<void> {
    const stored = await readRecord(this.folderOf(runId), runId, this.#options.log);
    if (stored === null || this.#runs.has(runId)) return;
    if (stored.isDeleted) {
      await rm(this.folderOf(runId), { recursive: true, force: true });
      return;
    }
    this.#runs.set(runId, stored);
    // The app went away under it. Its checkpoints are there, whatever the last line says.
    if (!isActivePhase(stored.summary.phase)) return;
    // What trains it may be another machine, which does not care.
    if (await isElsewhere(this.folderOf(runId), stored.summary)) return;
    const hasWeights = (await checkpointsIn(this.folderOf(runId))).length > 0;
    const waiting = stored.summary.phase === 'paused' ? 'paused' : 'interrupted';
    stored.summary = { ...stored.summary, waiting };
    stored.status = { ...stored.status, hasWeights };
    this.record(runId, {
      type: 'interrupted',
      step: stored.summary.step,
      failure: failure('run-interrupted'),
    });
  }

  async #save(runId: string, stored: StoredRun): Promise<Reply<null>> {
    this.#enqueue(stored, () => this.#writeRecord(runId, stored));
    this.#options.onChange();
    await stored.writes.whenIdle();
    return success(null);
  }

  #writeRecord(runId: string, stored: StoredRun): Promise<void> {
    return writeFileAtomically(join(this.folderOf(runId), RECORD_FILE), recordText(stored));
  }

  /** A write that fails costs the list a line, never the run: the trainer continues, and the log says why. */
  #enqueue(stored: StoredRun, write: () => Promise<void>): void {
    stored.writes.queue(write).catch((error: unknown) => {
      this.#options.log.error(`${stored.summary.runId} cannot be kept`, error);
    });
  }
}
