import type { RunEvent } from '../../../contract/contract';
import { type Failure, failed, type Reply } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import type { Log } from '../../log/log';
import type { ProcessExit } from '../../processes/child-process';
import type { RemoteEnd } from '../../remote/agent/protocol';
import { endFailure } from '../../remote/end-failure';
import { eventOfLine } from '../../remote/event-of-line';
import { type FollowEnd, type Line, RunFollower } from '../../remote/follow-run';
import type { Mirror } from '../../remote/mirror';
import type { TrainerCommand, TrainerMessage } from '../../trainer/protocol/protocol';
import type { TrainerProcess } from '../trainer-process';

/** A run that trains on another machine. */
export interface FollowedRun {
  readonly mirror: Mirror;
  /** The line over which it was started; absent: one is made. */
  readonly line?: Line;
  /** Its events so far were reported before, but for the one that ended it, if that has come. */
  readonly reported?: { readonly last: RunEvent | null };
}

export interface RemoteProcessOptions {
  readonly host: string;
  /** Starts the run there, or finds it. Fails when `signal` says that it is not wanted any more. */
  readonly begin: (report: (event: RunEvent) => void, signal: AbortSignal) => Promise<Reply<FollowedRun>>;
  /** It will not begin. */
  readonly release: () => void;
  readonly connect: (mirror: Mirror, isAsked: boolean) => Promise<Reply<Line>>;
  /** Results have come into the mirror. */
  readonly onFetched: (mirror: Mirror) => Promise<void>;
  /** The engine there has taken the network. */
  readonly onCompiled: () => Promise<void>;
  readonly log: Log;
}

/**
 * Stands for the trainer of a run on another machine, in the place of a process here: it takes the same commands and sends the same messages. Its
 * end is not that of the run, which continues there.
 */
export class RemoteProcess implements TrainerProcess {
  readonly pid = undefined;
  readonly #options: RemoteProcessOptions;
  readonly #giveUp = new AbortController();
  #follower: RunFollower | null = null;
  #hasBegun = false;
  #isStopWanted = false;
  #hasExited = false;
  #onMessage: (message: TrainerMessage) => void = () => undefined;
  #onExit: (exit: ProcessExit) => void = () => undefined;
  /** The event that ended the run: it counts when its results are here. */
  #last: RunEvent | null = null;
  /** A checkpoint that is not here yet. */
  #checkpoint: RunEvent | null = null;
  #lastStep = 0;

  constructor(options: RemoteProcessOptions) {
    this.#options = options;
    // After its owner listens.
    setImmediate(() => this.#send({ type: 'ready' }));
  }

  onMessage(listener: (message: TrainerMessage) => void): void {
    this.#onMessage = listener;
  }

  /** There is no output but the events. */
  onOutput(): void {}

  onExit(listener: (exit: ProcessExit) => void): void {
    this.#onExit = listener;
  }

  send(command: TrainerCommand): void {
    switch (command.type) {
      case 'train':
        void this.#train();
        break;
      case 'stop':
        this.#stop();
        break;
      case 'pause':
      case 'continue':
        void this.#follower?.want(command.type);
        break;
      case 'exit':
        this.kill();
        break;
      default:
        // All else is asked of trainers here.
        this.#options.log.warning(`a run on ${this.#options.host} was asked for ${command.type}`);
    }
  }

  /** Looks for the machine now. */
  reach(): void {
    this.#follower?.reach();
  }

  /** Leaves the run to itself. */
  kill(): void {
    if (this.#hasExited) return;
    this.#hasExited = true;
    if (!this.#hasBegun) this.#options.release();
    this.#giveUp.abort();
    this.#follower?.leave();
    setImmediate(() => this.#onExit({ code: 0, signal: null }));
  }

  async #train(): Promise<void> {
    this.#hasBegun = true;
    const { begin, log, host } = this.#options;
    const begun = await begin((event) => this.#send(event), this.#giveUp.signal).catch(
      (error: unknown): Reply<FollowedRun> => {
        log.error('a run could not be started on another machine', error);
        return failed(failure('internal-error', { channel: host }));
      },
    );
    if (!begun.ok) {
      if (this.#isStopWanted) this.#send({ type: 'stopped', step: 0 });
      else this.#send({ type: 'command-failed', failure: begun.error });
      return;
    }
    await this.#follow(begun.value);
  }

  async #follow({ mirror, line, reported }: FollowedRun): Promise<void> {
    const { connect, onFetched, log, host } = this.#options;
    this.#last = reported?.last ?? null;
    const { end } = mirror.state;
    if (end !== null && reported !== undefined) {
      this.#finish({ kind: 'ended', end: { ...end, log: '' }, isStopRequested: false });
      return;
    }
    this.#follower = new RunFollower({
      mirror,
      ...(line !== undefined && { line }),
      ...(reported !== undefined && { isReported: true }),
      connect: (isAsked) => connect(mirror, isAsked),
      onLine: (text) => this.#take(text),
      onOutOfReach: (since, reason) =>
        this.#send({ type: 'reach', outOfReach: { since: since.getTime(), failure: reason } }),
      onReached: () => this.#send({ type: 'reach', outOfReach: null }),
      onQueued: (queued) => this.#send({ type: 'queued', queued }),
      onFetched: async () => {
        await onFetched(mirror);
        this.#reportCheckpoint();
      },
      onFetchFailure: (reason) => log.warning(`results of a run on ${host} could not be fetched`, reason),
    });
    // Asked for before there was one to ask, or the owner is gone.
    if (this.#isStopWanted) void this.#follower.stop();
    if (this.#hasExited) this.#follower.leave();
    this.#finish(await this.#follower.follow());
  }

  #stop(): void {
    this.#isStopWanted = true;
    if (this.#follower === null) this.#giveUp.abort();
    else void this.#follower.stop();
  }

  #take(text: string): void {
    const event = eventOfLine(text);
    if (event === null) return;
    if (event.type === 'step') this.#lastStep = event.points[event.points.length - 1]?.step ?? this.#lastStep;
    if (event.type === 'compiled') void this.#options.onCompiled();
    // Before its files are here, nobody can look at them.
    if (event.type === 'checkpoint') this.#checkpoint = event;
    else if (isEnd(event)) this.#last = event;
    else this.#send(event);
  }

  #reportCheckpoint(): void {
    if (this.#checkpoint !== null) this.#send(this.#checkpoint);
    this.#checkpoint = null;
  }

  #finish(followed: FollowEnd): void {
    if (followed.kind === 'lost') this.#send(this.#interrupted(followed.failure));
    if (followed.kind !== 'ended') return;
    this.#reportCheckpoint();
    this.#send(this.#ending(followed));
  }

  /** As it said itself, unless Slurm made it stop or it could not say so any more. */
  #ending({ end, isStopRequested }: Extract<FollowEnd, { kind: 'ended' }>): RunEvent {
    const last = this.#last;
    const isMadeToStop = end.cause === 'time-limit' && last?.type === 'stopped';
    if (last !== null && !isMadeToStop) return last;
    // Taken out of the queue, it had nothing to say.
    if (end.cause === 'canceled' && isStopRequested) return { type: 'stopped', step: this.#lastStep };
    if (last?.type === 'stopped') this.#lastStep = last.step;
    const reason = endFailure(this.#options.host, end);
    return this.#interrupted(
      reason ?? failure('trainer-died', { reason: `exit code ${end.exitCode}` }, detailOf(end)),
    );
  }

  #interrupted(reason: Failure): RunEvent {
    return { type: 'interrupted', step: this.#lastStep, failure: reason };
  }

  #send(message: TrainerMessage): void {
    if (!this.#hasExited) this.#onMessage(message);
  }
}

function detailOf({ log }: RemoteEnd): { readonly detail?: string } {
  return log === '' ? {} : { detail: log };
}

/** Whether a run is over with that event. */
export function isEnd({ type }: RunEvent): boolean {
  return type === 'done' || type === 'stopped' || type === 'failed' || type === 'interrupted';
}
