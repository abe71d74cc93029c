import { readFile } from 'node:fs/promises';
import {
  isActivePhase,
  type Reply,
  type RunPhase,
  type SweepRequest,
  type SweepSummary,
} from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { TrialValue } from '../../graph-runtime/messages/describe-sweep';
import { refusedValue, trialValues, withTrialValues } from '../../graph-runtime/sweep/sweep-trials';
import { writeFileAtomically } from '../files/atomic-write';
import { Sequencer } from '../files/sequencer';
import type { Log } from '../log/log';

type Trial = SweepSummary['trials'][number];
type Started = Promise<Reply<{ readonly runId: string }>>;

/** What a trial was made from, for its name. */
export interface TrialOrigin {
  /** The sweep's document, before the trial's values were set. */
  readonly document: NetloomDocument;
  readonly values: readonly TrialValue[];
}

/** How trials are trained. */
export interface SweepRunner {
  readonly start: (document: NetloomDocument, sweepId: string, trial: TrialOrigin) => Started;
  /** Takes up a trial that was interrupted. */
  readonly resume: (runId: string) => Started;
}

export interface SweepQueueOptions {
  /** Where sweeps are saved, so that their tables outlive the app. */
  readonly file: string;
  readonly log: Log;
  readonly onChange: () => void;
}

interface Sweep {
  summary: SweepSummary;
  readonly request: SweepRequest;
  readonly runner: SweepRunner;
}

/** As it is saved: what is left to do needs the request. */
interface SavedSweep {
  readonly summary: SweepSummary;
  readonly request: SweepRequest | null;
}

/**
 * Sweeps: networks trained one after the other with other values. A trial is an ordinary run, so its figures are those of a single run
 * with these values. A sweep continues while the app does; one that the app's end interrupted can be resumed where it was.
 */
export class SweepQueue {
  readonly #options: SweepQueueOptions;
  readonly #waiting: Sweep[] = [];
  readonly #opened: Promise<void>;
  #kept: SavedSweep[] = [];
  #current: Sweep | null = null;
  #count = 0;
  #isHeld = false;
  readonly #writes = new Sequencer();

  constructor(options: SweepQueueOptions) {
    this.#options = options;
    this.#opened = this.#open();
  }

  async list(): Promise<readonly SweepSummary[]> {
    await this.#opened;
    return this.#all;
  }

  /** Queues a sweep; the runner trains one of its trials when nothing else trains. */
  start(request: SweepRequest, runner: SweepRunner): Reply<{ readonly sweepId: string }> {
    const refused = refusedValue(request.document, request.axes);
    if (refused !== null) {
      return failed(failure('sweep-parameter-unknown', { sweepParameter: refused.parameter }));
    }
    this.#count += 1;
    const sweepId = `sweep-${Date.now().toString(36)}-${this.#count}`;
    const summary: SweepSummary = {
      sweepId,
      name: request.name,
      documentName: request.document.name,
      axes: request.axes,
      startedAt: Date.now(),
      phase: 'queued',
      trials: trialValues(request.axes, request.method).map((values) => ({
        values,
        runId: null,
        phase: 'queued',
      })),
    };
    this.#waiting.push({ summary, request, runner });
    this.#changed();
    void this.next();
    return success({ sweepId });
  }

  /** Queues what is left of a sweep that the app's end interrupted. */
  resume(sweepId: string, runner: SweepRunner): Reply<null> {
    const place = this.#kept.findIndex(({ summary }) => summary.sweepId === sweepId);
    const { summary, request } = this.#kept[place] ?? {};
    if (!summary || !request || summary.phase !== 'interrupted') {
      return failed(failure('run-unknown'));
    }
    this.#kept.splice(place, 1);
    const trials = summary.trials.map((trial) =>
      trial.phase === 'interrupted' ? { ...trial, phase: 'queued' as const } : trial,
    );
    this.#waiting.push({ summary: { ...summary, phase: 'queued', trials }, request, runner });
    this.#changed();
    void this.next();
    return success(null);
  }

  /** Begins no further trial; the one in progress is the caller's to stop. Returns the run in progress, if one is. */
  cancel(sweepId: string): Reply<{ readonly runId: string | null }> {
    const sweep = [this.#current, ...this.#waiting].find((one) => one?.summary.sweepId === sweepId);
    if (!sweep) return failed(failure('run-unknown'));
    const running = sweep.summary.trials.find(isRunning)?.runId ?? null;
    sweep.summary = canceled(sweep.summary);
    const place = this.#waiting.indexOf(sweep);
    if (place >= 0) {
      this.#waiting.splice(place, 1);
      this.#kept.push({ summary: sweep.summary, request: null });
    } else if (running === null) this.#finish();
    this.#changed();
    return success({ runId: running });
  }

  /** The app ends: what happens to runs from here on is no end of a trial, and no other begins. */
  hold(): void {
    this.#isHeld = true;
  }

  /** A run is in another phase; when it has ended, the next trial begins. */
  onRunPhase(runId: string, phase: RunPhase): void {
    const sweep = this.#current;
    if (sweep === null || this.#isHeld) return;
    if (!sweep.summary.trials.some((trial) => trial.runId === runId)) return;
    this.#setTrial(sweep, (trial) => trial.runId === runId, { phase });
    if (!isActivePhase(phase)) void this.next();
  }

  /** Begins the next trial, if none is in progress. Called when a run has ended, whosever it was. */
  async next(): Promise<void> {
    await this.#opened;
    if (this.#isHeld) return;
    if (this.#current === null) {
      this.#current = this.#waiting.shift() ?? null;
      if (this.#current === null) return;
    }
    const sweep = this.#current;
    const { trials, phase } = sweep.summary;
    if (trials.some(isRunning)) return;
    const place = phase === 'canceled' ? -1 : trials.findIndex((trial) => trial.phase === 'queued');
    if (place < 0) {
      this.#finish();
      return this.next();
    }
    await this.#begin(sweep, place);
  }

  async #begin(sweep: Sweep, place: number): Promise<void> {
    const { request, summary, runner } = sweep;
    const { values = [], runId = null } = summary.trials[place] ?? {};
    sweep.summary = { ...summary, phase: 'running' };
    const document = withTrialValues(request.document, request.axes, values);
    if (document === null) {
      this.#setTrial(sweep, (_, index) => index === place, { phase: 'failed' });
      return this.next();
    }
    // Held while it starts, so that no second one is begun.
    this.#setTrial(sweep, (_, index) => index === place, { phase: 'preparing' });
    const trial: TrialOrigin = {
      document: request.document,
      values: request.axes.flatMap(({ parameter }, at) => {
        const value = values[at];
        return value === undefined ? [] : [{ parameter, value }];
      }),
    };
    const reply = await (runId === null
      ? runner.start(document, summary.sweepId, trial)
      : runner.resume(runId));
    if (reply.ok) {
      this.#setTrial(sweep, (_, index) => index === place, { runId: reply.value.runId });
    } else if (reply.error.code === 'run-in-progress') {
      // Its turn comes when that run has ended.
      this.#setTrial(sweep, (_, index) => index === place, { phase: 'queued' });
    } else {
      this.#setTrial(sweep, (_, index) => index === place, { phase: 'failed' });
      return this.next();
    }
  }

  /** When all that was reported is on the disk. */
  async flush(): Promise<void> {
    await this.#opened;
    await this.#writes.whenIdle();
  }

  #setTrial(sweep: Sweep, isMeant: (trial: Trial, index: number) => boolean, change: Partial<Trial>): void {
    const trials = sweep.summary.trials.map((trial, index) =>
      isMeant(trial, index) ? { ...trial, ...change } : trial,
    );
    sweep.summary = { ...sweep.summary, trials };
    this.#changed();
  }

  #finish(): void {
    const sweep = this.#current;
    if (sweep === null) return;
    this.#current = null;
    const phase = sweep.summary.phase === 'canceled' ? 'canceled' : 'done';
    this.#kept.push({ summary: { ...sweep.summary, phase }, request: null });
    this.#changed();
  }

  /** The newest first. */
  get #all(): readonly SweepSummary[] {
    return this.#everything.map(({ summary }) => summary).sort((a, b) => b.startedAt - a.startedAt);
  }

  get #everything(): readonly SavedSweep[] {
    return [...this.#kept, ...(this.#current === null ? [] : [this.#current]), ...this.#waiting];
  }

  #changed(): void {
    this.#options.onChange();
    const kept = this.#everything.map(({ summary, request }): SavedSweep => ({ summary, request }));
    const text = `${JSON.stringify(kept)}\n`;
    const written = this.#writes.queue(() => writeFileAtomically(this.#options.file, text));
    void written.catch((error: unknown) => this.#options.log.error('the sweeps cannot be saved', error));
  }

  async #open(): Promise<void> {
    const text = await readFile(this.#options.file, 'utf8').catch(() => '[]');
    try {
      // Written by this program alone, into its own folder. Earlier versions spelled a phase as the British do.
      const kept = JSON.parse(text, (name, value: unknown) =>
        name === 'phase' && value === 'cancelled' ? 'canceled' : value,
      ) as SavedSweep[];
      this.#kept = kept.map(({ summary, request }) => ({ summary: interrupted(summary), request }));
    } catch (error) {
      this.#options.log.error('the sweeps cannot be read', error);
    }
  }
}

function isRunning({ phase }: Trial): boolean {
  return phase !== 'queued' && phase !== 'canceled' && isActivePhase(phase);
}

/** A sweep as it is found after the app has ended under it. */
function interrupted(sweep: SweepSummary): SweepSummary {
  if (sweep.phase !== 'queued' && sweep.phase !== 'running') return sweep;
  const trials = sweep.trials.map((trial) =>
    isRunning(trial) ? { ...trial, phase: 'interrupted' as const } : trial,
  );
  return { ...sweep, phase: 'interrupted', trials };
}

/** What has not begun does not begin any more. */
function canceled(sweep: SweepSummary): SweepSummary {
  const trials = sweep.trials.map((trial) =>
    trial.phase === 'queued' ? { ...trial, phase: 'canceled' as const } : trial,
  );
  return { ...sweep, phase: 'canceled', trials };
}
