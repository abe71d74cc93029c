import { constants, setPriority } from 'node:os';
import { perStepBatch } from '../../graph-runtime/settings/per-step-batch';
import { describeExit, type ProcessExit } from '../processes/child-process';
import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';
import { countMemoryKills } from './memory-kills';
import type { StartTrainer, TrainerProcess } from './trainer-process';

/** Characters of the process's output kept for the case that it dies: the end of its output says why. */
const STDERR_TAIL_CHARACTERS = 4_000;

/**
 * How long a trainer has to end in order, once it is asked to. A native call cannot be interrupted, and the first one, which optimizes the
 * graph, or a step with a huge kernel can take minutes: a trainer that does not answer is ended where it is; its checkpoints stay. One that
 * answers is writing a checkpoint.
 */
export const STOP_GRACE_MILLISECONDS = { silent: 10_000, answering: 120_000 } as const;

export interface ManagedTrainerOptions {
  readonly onMessage: (message: TrainerMessage) => void;
  /** Called once; `stderrTail` is the end of what the process wrote to its output. */
  readonly onExit: (reason: string, stderrTail: string) => void;
  /** How long the process may take to come up. */
  readonly startMilliseconds: number;
  /** False: the process yields to the window, which is to stay fluent. */
  readonly hasPriority: boolean;
}

/**
 * One trainer process from its start to its end. The trainer runs one command at a time, so a command waits here until the
 * process listens and has loaded its engine.
 */
export class ManagedTrainer {
  readonly #start: StartTrainer;
  #process: TrainerProcess;
  readonly #options: ManagedTrainerOptions;
  readonly #exited: Promise<void>;
  #settleExit: () => void = () => undefined;
  #state: 'starting' | 'loading' | 'ready' = 'starting';
  #waiting: TrainerCommand | null = null;
  readonly #queued: TrainerCommand[] = [];
  /** The command the process has, and what it was sent since, as long as it may still ask for another process. */
  #begun: TrainerCommand[] = [];
  #isLoadingWanted = false;
  #hasExited = false;
  #startTimer: NodeJS.Timeout | null;
  #stderrTail = '';
  #endReason: string | null = null;
  /** Kills for want of memory before this process began. */
  readonly #memoryKillsBefore = countMemoryKills();
  #wasKilledForMemory = false;
  #perStepBatch: number | null = null;

  constructor(start: StartTrainer, options: ManagedTrainerOptions) {
    this.#start = start;
    this.#options = options;
    this.#exited = new Promise((resolve) => {
      this.#settleExit = resolve;
    });
    this.#startTimer = this.#limitStart();
    this.#process = this.#attach(start());
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Whether the process ever came up. */
  get hasStarted(): boolean {
    return this.#startTimer === null;
  }

  /** Whether the system ended the process because memory ran out (as far as the system reports it). */
  get wasKilledForMemory(): boolean {
    return this.#wasKilledForMemory;
  }

  /** Examples of a native call of the last command's training; null when it does not train. */
  get perStepBatch(): number | null {
    return this.#perStepBatch;
  }

  /** Loads the engine ahead of the first command. */
  load(): void {
    this.#isLoadingWanted = true;
    this.#next();
  }

  /** Runs a command as soon as the process is ready for it. */
  run(command: TrainerCommand): void {
    if ('document' in command) this.#perStepBatch = perStepBatch(command.document.training);
    this.#waiting = command;
    this.#next();
  }

  /** Says something to the running command; while that still waits for the process, after it. */
  send(message: TrainerCommand): void {
    if (this.#waiting === null) this.#send(message);
    else this.#queued.push(message);
  }

  /** Asks the running command to end; false when it was still waiting and is now forgotten. */
  stop(): boolean {
    if (this.#waiting !== null) {
      this.#waiting = null;
      return false;
    }
    this.#send({ type: 'stop' });
    return true;
  }

  /** Asks the process to end when nothing runs, and ends it itself when that takes too long. */
  async end(graceMilliseconds: number): Promise<void> {
    if (this.#hasExited) return;
    // Nothing has begun in a process that is still coming up.
    if (this.#state === 'starting') this.kill('it was not needed any more');
    else this.#process.send({ type: 'exit' });
    const timer = setTimeout(() => this.kill('it did not end when asked to'), graceMilliseconds);
    await this.#exited;
    clearTimeout(timer);
  }

  kill(reason: string): void {
    this.#endReason ??= reason;
    this.#process.kill();
  }

  #limitStart(): NodeJS.Timeout {
    return setTimeout(() => this.kill('it did not come up'), this.#options.startMilliseconds);
  }

  #attach(process: TrainerProcess): TrainerProcess {
    // Messages of a process that was replaced are ignored.
    const isCurrent = () => this.#process === process;
    process.onMessage((message) => {
      if (isCurrent()) this.#receive(message);
    });
    process.onOutput((text) => {
      if (isCurrent()) this.#stderrTail = (this.#stderrTail + text).slice(-STDERR_TAIL_CHARACTERS);
    });
    process.onExit((exit) => {
      if (!isCurrent()) return;
      this.#leave(exit);
      this.#settleExit();
    });
    return process;
  }

  /** The process has loaded its engine in a way that does not suit the command: another one gets all that it was given. */
  #startOver(): void {
    const [command, ...reported] = this.#begun;
    if (command === undefined || this.#endReason !== null) return;
    this.#begun = [];
    this.#state = 'starting';
    this.#waiting = command;
    this.#queued.push(...reported);
    this.#startTimer = this.#limitStart();
    this.#process.send({ type: 'exit' });
    this.#process = this.#attach(this.#start());
  }

  #send(message: TrainerCommand): void {
    if (this.#begun.length > 0) this.#begun.push(message);
    this.#process.send(message);
  }

  #receive(message: TrainerMessage): void {
    if (message.type === 'starting-over') {
      this.#startOver();
      return;
    }
    // What is prepared can still be started over; questions are answered in between.
    if (!preliminary.has(message.type)) this.#begun = [];
    if (message.type === 'ready') {
      if (this.#startTimer !== null) clearTimeout(this.#startTimer);
      this.#startTimer = null;
      if (!this.#options.hasPriority) this.#yieldToTheWindow();
      this.#state = 'ready';
      this.#next();
      return;
    }
    const isLoaded = message.type === 'probed' || message.type === 'command-failed';
    if (this.#state === 'loading' && isLoaded) {
      this.#state = 'ready';
      this.#next();
    }
    this.#options.onMessage(message);
  }

  #next(): void {
    if (this.#state !== 'ready') return;
    if (this.#waiting !== null) {
      // The command loads the engine itself.
      const command = this.#waiting;
      this.#waiting = null;
      this.#isLoadingWanted = false;
      this.#begun = [command];
      this.#process.send(command);
      for (const message of this.#queued.splice(0)) this.#send(message);
    } else if (this.#isLoadingWanted) {
      this.#isLoadingWanted = false;
      this.#state = 'loading';
      this.#process.send({ type: 'probe' });
    }
  }

  /** Training takes every core it can get; a slightly lower priority keeps the window fluent, and costs nothing otherwise. */
  #yieldToTheWindow(): void {
    if (this.#process.pid === undefined) return;
    try {
      setPriority(this.#process.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // Some systems do not allow it; the run is only less polite then.
    }
  }

  #leave(exit: ProcessExit): void {
    this.#hasExited = true;
    if (this.#startTimer !== null) clearTimeout(this.#startTimer);
    const kills = countMemoryKills();
    this.#wasKilledForMemory =
      exit.signal === 'SIGKILL' &&
      this.#endReason === null &&
      kills !== null &&
      kills > (this.#memoryKillsBefore ?? kills);
    this.#options.onExit(this.#endReason ?? describeExit(exit), this.#stderrTail);
  }
}

const preliminary: ReadonlySet<TrainerMessage['type']> = new Set([
  'ready',
  'probed',
  'preparing',
  'inspected',
  'previewed',
]);
