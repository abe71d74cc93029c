import { readFile } from 'node:fs/promises';
import { trialValues, withTrialValues } from '../../graph-runtime/sweep/sweep-trials';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { Reply, RunPhase, SweepRequest, SweepSummary } from '../../preload/contract';
import { failure } from '../../preload/failures';
import { writeFileAtomically } from '../files/atomic-write';
import type { Log } from '../log/log';
import { isActivePhase } from './run-summary';

type Trial = SweepSummary['trials'][number];
type StartTrial = (document: NetloomDocument, sweepId: string) => Promise<Reply<{ readonly runId: string }>>;

export interface SweepQueueOptions {
  /** Where sweeps are kept, so that their tables outlive the app. */
  readonly file: string;
  readonly log: Log;
  readonly onChange: () => void;
}

interface Sweep {
  summary: SweepSummary;
  readonly request: SweepRequest;
  readonly start: StartTrial;
}

/**
 * Sweeps: networks trained one after the other with other values. A trial is an ordinary run, so its figures are those of a single run
 * with these values. A sweep goes on while the app does; what was not begun when it ended stays so.
 */
export class SweepQueue {
  readonly #options: SweepQueueOptions;
  readonly #waiting: Sweep[] = [];
  readonly #opened: Promise<void>;
  #kept: SweepSummary[] = [];
  #current: Sweep | null = null;
  #count = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: SweepQueueOptions) {
    this.#options = options;
    this.#opened = this.#open();
  }

  async list(): Promise<readonly SweepSummary[]> {
    await this.#opened;
    return this.#all;
  }

  /** Queues a sweep; `start` starts one of its trials, when nothing else trains. */
  start(request: SweepRequest, start: StartTrial): Reply<{ readonly sweepId: string }> {
    const unknown = request.axes.find(({ parameter, values: [value = 1] }) => {
      const axis = [{ parameter }];
      return withTrialValues(request.document, axis, [value]) === null;
    });
    if (unknown !== undefined) {
      return { ok: false, error: failure('sweep-parameter-unknown', { parameter: unknown.parameter }) };
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
    this.#waiting.push({ summary, request, start });
    this.#changed();
    void this.next();
    return { ok: true, value: { sweepId } };
  }

  /** Begins no further trial; the one in progress is the caller's to stop. Returns the run in progress, if one is. */
  cancel(sweepId: string): Reply<{ readonly runId: string | null }> {
    const sweep = [this.#current, ...this.#waiting].find((one) => one?.summary.sweepId === sweepId);
    if (!sweep) return { ok: false, error: failure('run-unknown') };
    const running = sweep.summary.trials.find(isRunning)?.runId ?? null;
    sweep.summary = cancelled(sweep.summary);
    const place = this.#waiting.indexOf(sweep);
    if (place >= 0) {
      this.#waiting.splice(place, 1);
      this.#kept.push(sweep.summary);
    } else if (running === null) this.#finish();
    this.#changed();
    return { ok: true, value: { runId: running } };
  }

  /** A run is in another phase; when it has ended, the next trial begins. */
  onRunPhase(runId: string, phase: RunPhase): void {
    const sweep = this.#current;
    if (sweep === null || !sweep.summary.trials.some((trial) => trial.runId === runId)) return;
    this.#setTrial(sweep, (trial) => trial.runId === runId, { phase });
    if (!isActivePhase(phase)) void this.next();
  }

  /** Begins the next trial, if none is in progress. Called when a run has ended, whosever it was. */
  async next(): Promise<void> {
    await this.#opened;
    if (this.#current === null) {
      this.#current = this.#waiting.shift() ?? null;
      if (this.#current === null) return;
    }
    const sweep = this.#current;
    const { trials, phase } = sweep.summary;
    if (trials.some(isRunning)) return;
    const place = phase === 'cancelled' ? -1 : trials.findIndex((trial) => trial.phase === 'queued');
    if (place < 0) {
      this.#finish();
      return this.next();
    }
    await this.#begin(sweep, place);
  }

  async #begin(sweep: Sweep, place: number): Promise<void> {
    const { request, summary } = sweep;
    const values = summary.trials[place]?.values ?? [];
    sweep.summary = { ...summary, phase: 'running' };
    const document = withTrialValues(request.document, request.axes, values);
    if (document === null) {
      this.#setTrial(sweep, (_, index) => index === place, { phase: 'failed' });
      return this.next();
    }
    // Held while it starts, so that no second one is begun.
    this.#setTrial(sweep, (_, index) => index === place, { phase: 'preparing' });
    const reply = await sweep.start(document, summary.sweepId);
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
    const phase = sweep.summary.phase === 'cancelled' ? 'cancelled' : 'done';
    this.#kept.push({ ...sweep.summary, phase });
    this.#changed();
  }

  /** The newest first. */
  get #all(): readonly SweepSummary[] {
    const active = [...(this.#current === null ? [] : [this.#current]), ...this.#waiting];
    const all = [...this.#kept, ...active.map(({ summary }) => summary)];
    return all.sort((a, b) => b.startedAt - a.startedAt);
  }

  #changed(): void {
    this.#options.onChange();
    const text = `${JSON.stringify(this.#all, null, 2)}\n`;
    this.#writing = this.#writing
      .then(() => writeFileAtomically(this.#options.file, text))
      .catch((error: unknown) => this.#options.log.error('the sweeps cannot be kept', error));
  }

  async #open(): Promise<void> {
    const text = await readFile(this.#options.file, 'utf8').catch(() => '[]');
    try {
      // Written by this program alone, into its own folder.
      const kept = JSON.parse(text) as SweepSummary[];
      this.#kept = kept.map((sweep) =>
        sweep.phase === 'queued' || sweep.phase === 'running' ? cancelled(sweep) : sweep,
      );
    } catch (error) {
      this.#options.log.error('the sweeps cannot be read', error);
    }
  }
}

function isRunning({ phase }: Trial): boolean {
  return phase !== 'queued' && phase !== 'cancelled' && isActivePhase(phase);
}

/** What has not begun does not begin any more. */
function cancelled(sweep: SweepSummary): SweepSummary {
  const trials = sweep.trials.map((trial) =>
    trial.phase === 'queued' ? { ...trial, phase: 'cancelled' as const } : trial,
  );
  return { ...sweep, phase: 'cancelled', trials };
}
