import type {
  InspectedTensor,
  Inspection,
  InspectionAnswer,
  LayerTimes,
  LearningRatePoint,
  Reply,
  RunEvent,
  RunPhase,
  RunSnapshot,
} from '../../contract/contract';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { Log } from '../log/log';
import { isRunEvent, type TrainerMessage } from '../trainer/protocol/protocol';
import { LearningRateSearch, type SearchReply } from './learning-rate-search';
import { OpenedRuns } from './opened-runs';
import { phaseAfter } from './phase-after';
import { type AskedOf, Questions } from './questions';
import { RunHistory, type ToldBefore } from './run-history';
import { isActivePhase } from './run-summary';
import { type LayerTiming, timeLayers } from './time-layers';
import { deathOf } from './trainer-death';
import type { StartTrainer } from './trainer-process';
import { STOP_GRACE_MILLISECONDS, TrainerSession } from './trainer-session';

/** A loaded engine takes about 400 MB; with less than this to spare, none is kept waiting. */
const MEMORY_FOR_A_WAITING_TRAINER = 1.5e9;

export interface RunSupervisorOptions {
  readonly startTrainer: StartTrainer;
  readonly onEvent: (runId: string, event: RunEvent) => void;
  readonly log: Log;
  /** Bytes to spare. */
  readonly availableMemory: () => number;
  /** After this long, a trainer that was asked to stop and does not answer is ended; default `STOP_GRACE_MILLISECONDS.silent`. */
  readonly stopGraceMilliseconds?: number;
  /** Default 60 s. */
  readonly startMilliseconds?: number;
}

/** How a run begins. */
export interface RunStart {
  readonly document: NetloomDocument;
  /** Where its checkpoints go; absent: it has none and cannot be taken up again. */
  readonly directory?: string;
  /** A file of weights to begin with. */
  readonly initialWeights?: string;
  /** A run that is taken up again at its newest checkpoint: what it told before. */
  readonly resumed?: ToldBefore;
}

interface Run {
  readonly id: string;
  readonly documentName: string;
  readonly history: RunHistory;
  phase: RunPhase;
  session: TrainerSession | null;
  stopTimer: NodeJS.Timeout | null;
}

/**
 * Owns the trainer process and the one run there may be at a time. Each run has a process of its own: its memory goes back to
 * the system whole, and a crash takes nothing else along. Between runs a fresh process waits with its engine loaded, so that
 * Train reaches its first step soon.
 */
export class RunSupervisor {
  readonly #options: RunSupervisorOptions;
  #run: Run | null = null;
  #waiting: TrainerSession | null = null;
  #count = 0;
  #isShuttingDown = false;
  /** Measurements whose process is still there. */
  readonly #timings = new Set<LayerTiming>();
  readonly #finder: LearningRateSearch;
  readonly #questions = new Questions();
  readonly #opened = new OpenedRuns(() => this.#startSession());

  constructor(options: RunSupervisorOptions) {
    this.#options = options;
    this.#finder = new LearningRateSearch(options.startTrainer, this.#startMilliseconds);
  }

  /** Starts a process ahead of the next run, if there is memory for it. */
  warmUp(): void {
    if (this.#waiting !== null || this.isActive || this.#isShuttingDown) return;
    if (this.#options.availableMemory() < MEMORY_FOR_A_WAITING_TRAINER) return;
    this.#waiting = this.#startSession();
    this.#waiting.load();
  }

  get isActive(): boolean {
    return this.#run !== null && isActivePhase(this.#run.phase);
  }

  /** How far the run in progress is, from 0 to 1; null when none is or it is not known yet. */
  get progress(): number | null {
    return this.isActive ? (this.#run?.history.progress ?? null) : null;
  }

  /** The id of the next run: known before it starts, because its folder bears it. */
  nextId(): string {
    this.#count += 1;
    return `run-${Date.now().toString(36)}-${this.#count}`;
  }

  start(
    { document, directory, initialWeights, resumed }: RunStart,
    id = this.nextId(),
  ): Reply<{ readonly runId: string }> {
    if (this.isActive || this.#isShuttingDown) return { ok: false, error: failure('run-in-progress') };
    this.#opened.close();
    // A search for a learning rate would take half of the cores from it.
    this.stopFinder();
    this.stopTimings();
    const session = this.#waiting ?? this.#startSession();
    this.#waiting = null;
    const run: Run = {
      id,
      documentName: document.name,
      history: new RunHistory(),
      phase: 'preparing',
      session,
      stopTimer: null,
    };
    if (resumed !== undefined) run.history.recall(resumed);
    this.#run = run;
    this.#tell(run, { type: 'preparing', stage: 'starting' });
    session.run({
      type: 'train',
      document,
      ...(directory !== undefined && { runDirectory: directory }),
      ...(initialWeights !== undefined && { initialWeights }),
      ...(resumed !== undefined && { resume: true }),
    });
    this.#options.log.info(`${run.id} started`);
    return { ok: true, value: { runId: run.id } };
  }

  /** Holds the run after its current step. */
  pause(runId: string): Reply<null> {
    const run = this.#activeRun(runId);
    if (run === null || run.phase === 'stopping') return { ok: false, error: failure('run-unknown') };
    if (run.phase === 'paused' || run.phase === 'pausing') return { ok: true, value: null };
    run.phase = 'pausing';
    run.session?.tell({ type: 'pause' });
    return { ok: true, value: null };
  }

  continue(runId: string): Reply<null> {
    const run = this.#activeRun(runId);
    if (run === null || (run.phase !== 'paused' && run.phase !== 'pausing')) {
      return { ok: false, error: failure('run-unknown') };
    }
    run.phase = 'training';
    run.session?.tell({ type: 'continue' });
    return { ok: true, value: null };
  }

  /** Asks the network of the run in progress, or of a kept run by its checkpoints. */
  inspect(asked: AskedOf, inspection: Inspection): Promise<Reply<InspectionAnswer>> {
    const session = this.#activeRun(asked.runId)?.session ?? null;
    if (session !== null) return this.#questions.inspect(session, inspection);
    // A second network beside one in training takes memory and time from it.
    if (this.isActive) return Promise.resolve({ ok: false, error: failure('run-in-progress') });
    return this.#questions.inspect(this.#opened.of(asked), inspection);
  }

  /** Training examples as the network of the document would see them. */
  preview(
    document: NetloomDocument,
    indices: readonly number[],
    step: number,
  ): Promise<Reply<InspectedTensor>> {
    const active = this.isActive ? (this.#run?.session ?? null) : null;
    if (active === null && this.#waiting === null) {
      this.#waiting = this.#startSession();
      this.#waiting.load();
    }
    const session = active ?? this.#waiting;
    if (session === null) return Promise.resolve({ ok: false, error: failure('run-unknown') });
    return this.#questions.preview(session, { document, indices, step });
  }

  /** Looks for a learning rate in a process of its own; the points come one by one, and all of them in the end. */
  async findLearningRate(
    document: NetloomDocument,
    onPoint: (point: LearningRatePoint) => void,
  ): Promise<SearchReply> {
    if (this.isActive || this.#finder.isUnderWay) return { ok: false, error: failure('run-in-progress') };
    this.#opened.close();
    return this.#finder.search(document, onPoint);
  }

  /** How long each layer of a network takes that is not being trained. One at a time: the one before is given up. */
  async timeLayers(document: NetloomDocument): Promise<Reply<LayerTimes>> {
    if (this.isActive || this.#finder.isUnderWay) return { ok: false, error: failure('run-in-progress') };
    this.#opened.close();
    this.stopTimings();
    const timing = timeLayers(this.#options.startTrainer, document, this.#startMilliseconds);
    this.#timings.add(timing);
    void timing.ended.then(() => this.#timings.delete(timing));
    return timing.times;
  }

  /** Gives up the measurement under way, if there is one. */
  stopTimings(): void {
    for (const timing of this.#timings) timing.stop();
  }

  /** Ends the search; it answers with what it has found. */
  stopFinder(): void {
    this.#finder.stop();
  }

  #activeRun(runId: string): Run | null {
    return this.isActive && this.#run?.id === runId ? this.#run : null;
  }

  /** Ends the run after its current step. */
  stop(runId: string): Reply<null> {
    const run = this.#run;
    if (run === null || run.id !== runId || !this.isActive)
      return { ok: false, error: failure('run-unknown') };
    if (run.phase === 'stopping') return { ok: true, value: null };
    run.phase = 'stopping';
    if (run.session?.stop() === false) {
      this.#tell(run, { type: 'stopped', step: 0 });
      return { ok: true, value: null };
    }
    this.#limitStop(run, this.#options.stopGraceMilliseconds ?? STOP_GRACE_MILLISECONDS.silent);
    return { ok: true, value: null };
  }

  #limitStop(run: Run, milliseconds: number): void {
    if (run.stopTimer !== null) clearTimeout(run.stopTimer);
    run.stopTimer = setTimeout(() => {
      this.#options.log.warning(`${run.id} did not stop in time; its process is ended`);
      run.session?.kill('it did not stop when asked to');
    }, milliseconds);
  }

  /** The run in progress or the last one; null when there was none. */
  current(): RunSnapshot | null {
    const run = this.#run;
    if (run === null) return null;
    return { runId: run.id, phase: run.phase, documentName: run.documentName, events: run.history.events() };
  }

  /** Ends the run in order if that works within the grace period, and every process. The supervisor is of no use afterwards. */
  async shutDown(graceMilliseconds: number): Promise<void> {
    this.#isShuttingDown = true;
    const sessions = [this.#waiting, this.#finder, this.#run?.session ?? null];
    this.stopTimings();
    const timings = [...this.#timings].map(({ ended }) => ended);
    this.#opened.close();
    if (this.#run !== null && this.isActive) this.stop(this.#run.id);
    await Promise.all([...timings, ...sessions.map((session) => session?.end(graceMilliseconds))]);
  }

  get #startMilliseconds(): number {
    return this.#options.startMilliseconds ?? 60_000;
  }

  #startSession(): TrainerSession {
    const session: TrainerSession = new TrainerSession(this.#options.startTrainer, {
      startMilliseconds: this.#startMilliseconds,
      hasPriority: false,
      onMessage: (message) => {
        if (this.#questions.receive(message)) return;
        if (this.#run?.session === session) this.#receive(this.#run, message);
      },
      onExit: (reason, lastWords) => {
        this.#questions.forget(session);
        this.#opened.forget(session);
        this.#leave(session, reason, lastWords);
      },
    });
    return session;
  }

  #receive(run: Run, message: TrainerMessage): void {
    if (!this.isActive) return;
    if (message.type === 'command-failed') {
      this.#tell(run, { type: 'failed', failure: message.failure });
    } else if (message.type === 'stopping') {
      if (run.stopTimer !== null) this.#limitStop(run, STOP_GRACE_MILLISECONDS.answering);
    } else if (isRunEvent(message)) {
      this.#tell(run, message);
    }
  }

  /** A process has ended: in order after its run, or before it. */
  #leave(session: TrainerSession, reason: string, lastWords: string): void {
    if (this.#waiting === session) {
      this.#waiting = null;
      if (!this.#isShuttingDown) this.#options.log.error(`the waiting trainer ended: ${reason}`, lastWords);
      return;
    }
    const run = this.#run;
    if (run === null || run.session !== session) return;
    run.session = null;
    if (!this.isActive) {
      this.warmUp();
      return;
    }
    if (run.phase === 'stopping') {
      // It was ended, or left so soon behind its last message that this was lost: either way the run was to stop.
      this.#options.log.info(`${run.id}: the trainer ended while stopping: ${reason}`);
      this.#tell(run, { type: 'stopped', step: run.history.lastStep });
      return;
    }
    this.#options.log.error(`${run.id}: the trainer ended: ${reason}`, lastWords);
    const death = deathOf(session, reason, lastWords);
    // What has too little memory, or cannot start, would fail again from the beginning.
    if (death.code !== 'trainer-died' && !run.history.hasCheckpoint) {
      this.#tell(run, { type: 'failed', failure: death });
      return;
    }
    this.#tell(run, { type: 'interrupted', step: run.history.lastStep, failure: death });
  }

  #tell(run: Run, event: RunEvent): void {
    run.history.add(event);
    run.phase = phaseAfter(run.phase, event);
    this.#options.onEvent(run.id, event);
    if (this.isActive) return;
    if (run.stopTimer !== null) clearTimeout(run.stopTimer);
    run.stopTimer = null;
    this.#options.log.info(`${run.id} ${event.type}`, event.type === 'failed' ? event.failure : undefined);
    // The next run gets a process of its own; this one's end makes room for the waiting one.
    if (run.session === null) this.warmUp();
    else void run.session.end(5_000);
  }
}
