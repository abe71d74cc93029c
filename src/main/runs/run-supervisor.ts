import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { Reply, RunEvent, RunPhase, RunSnapshot } from '../../preload/contract';
import { failure } from '../../preload/failures';
import type { Log } from '../log/log';
import { isRunEvent, type TrainerMessage } from '../training/protocol';
import { RunHistory } from './run-history';
import type { StartTrainer } from './trainer-process';
import { deathOf } from './trainer-death';
import { TrainerSession } from './trainer-session';

/** A loaded engine takes about 400 MB; with less than this to spare, none is kept waiting. */
const MEMORY_FOR_A_WAITING_TRAINER = 1.5e9;

export interface RunSupervisorOptions {
  readonly startTrainer: StartTrainer;
  readonly onEvent: (runId: string, event: RunEvent) => void;
  readonly log: Log;
  /** Bytes to spare. */
  readonly availableMemory: () => number;
  /** A step of a big network takes seconds; after this long, a trainer that was asked to stop is ended. Default 20 s. */
  readonly stopGraceMilliseconds?: number;
  /** Default 60 s. */
  readonly startMilliseconds?: number;
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

  constructor(options: RunSupervisorOptions) {
    this.#options = options;
  }

  /** Starts a process ahead of the next run, if there is memory for it. */
  warmUp(): void {
    if (this.#waiting !== null || this.isActive || this.#isShuttingDown) return;
    if (this.#options.availableMemory() < MEMORY_FOR_A_WAITING_TRAINER) return;
    this.#waiting = this.#startSession();
    this.#waiting.load();
  }

  get isActive(): boolean {
    const phase = this.#run?.phase;
    return phase === 'preparing' || phase === 'training' || phase === 'stopping';
  }

  /** How far the run in progress is, from 0 to 1; null when none is or it is not known yet. */
  get progress(): number | null {
    return this.isActive ? (this.#run?.history.progress ?? null) : null;
  }

  start(document: NetloomDocument): Reply<{ readonly runId: string }> {
    if (this.isActive) return { ok: false, error: failure('run-in-progress') };
    const session = this.#waiting ?? this.#startSession();
    this.#waiting = null;
    this.#count += 1;
    const run: Run = {
      id: `run-${Date.now().toString(36)}-${this.#count}`,
      documentName: document.name,
      history: new RunHistory(),
      phase: 'preparing',
      session,
      stopTimer: null,
    };
    this.#run = run;
    this.#tell(run, { type: 'preparing', stage: 'starting' });
    session.run({ type: 'train', document });
    this.#options.log.info(`${run.id} started`);
    return { ok: true, value: { runId: run.id } };
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
    const grace = this.#options.stopGraceMilliseconds ?? 20_000;
    run.stopTimer = setTimeout(() => {
      this.#options.log.warning(`${run.id} did not stop in time; its process is ended`);
      run.session?.kill('it did not stop when asked to');
    }, grace);
    return { ok: true, value: null };
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
    const sessions = [this.#waiting, this.#run?.session ?? null];
    if (this.#run !== null && this.isActive) this.stop(this.#run.id);
    await Promise.all(sessions.map((session) => session?.end(graceMilliseconds)));
  }

  #startSession(): TrainerSession {
    const session: TrainerSession = new TrainerSession(this.#options.startTrainer(), {
      startMilliseconds: this.#options.startMilliseconds ?? 60_000,
      hasPriority: false,
      onMessage: (message) => {
        if (this.#run?.session === session) this.#receive(this.#run, message);
      },
      onExit: (reason, lastWords) => this.#leave(session, reason, lastWords),
    });
    return session;
  }

  #receive(run: Run, message: TrainerMessage): void {
    if (!this.isActive) return;
    if (message.type === 'command-failed') {
      this.#tell(run, { type: 'failed', failure: message.failure });
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
    this.#tell(run, { type: 'failed', failure: deathOf(session, reason, lastWords) });
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

function phaseAfter(phase: RunPhase, event: RunEvent): RunPhase {
  switch (event.type) {
    case 'paused':
    case 'done':
    case 'stopped':
    case 'interrupted':
    case 'failed':
      return event.type;
    case 'health':
    case 'checkpoint':
    case 'warning':
    case 'preparing':
      return phase;
    default:
      return phase === 'stopping' ? 'stopping' : 'training';
  }
}
