import type { QueuedJob } from '../../contract/contract';
import { type Failure, type Reply, success } from '../../contract/failure';
import { type FailureCode, failure } from '../../contract/failures';
import { writeFailure } from '../files/file-failure';
import { Sequencer } from '../files/sequencer';
import type { RemoteEnd } from './agent/protocol';
import type { AgentClient } from './agent-client';
import { fetchResults } from './fetch-results';
import type { Mirror } from './mirror';
import type { SshConnection } from './ssh-connection';

const SHORTEST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 60_000;

/** Between two fetches while the run continues: epochs may take less than a second. */
const FETCH_MILLISECONDS = 5_000;

/** Events with which there are new results. */
const FETCHED_AFTER = /^\{"type":"(?:epoch|paused)"/;

/** A connection with the agent at its other end. */
export interface Line {
  readonly connection: SshConnection;
  readonly agent: AgentClient;
}

export interface FollowOptions {
  readonly mirror: Mirror;
  /** The line over which the run was started; absent: one is made. */
  readonly line?: Line;
  /** `isAsked`: a person waits for it, and can be asked. */
  readonly connect: (isAsked: boolean) => Promise<Reply<Line>>;
  /** The events that are here were reported before; default: they are reported first. */
  readonly isReported?: boolean;
  /** Each event, as the line that `train --json` printed there; those that are here already come first. */
  readonly onLine: (line: string) => void;
  /** The line was lost, or cannot be had: it is tried again. */
  readonly onOutOfReach: (since: Date, failure: Failure) => void;
  /** The run is a job that waits in Slurm's queue; null: it does so no more. */
  readonly onQueued: (queued: QueuedJob | null) => void;
  /** The line is there again. */
  readonly onReached: () => void;
  /** Results have come; following ends only after it has settled. */
  readonly onFetched?: () => Promise<void>;
  /** Results could not be fetched; it is tried again after the next epoch. */
  readonly onFetchFailure: (failure: Failure) => void;
}

/** How following ended: the run did, the user left it to itself, or it cannot be found there. */
export type FollowEnd =
  | { readonly kind: 'ended'; readonly end: RemoteEnd; readonly isStopRequested: boolean }
  | { readonly kind: 'left' }
  | { readonly kind: 'lost'; readonly failure: Failure };

type Ended = Omit<Extract<FollowEnd, { kind: 'ended' }>, 'kind'>;

/** Trying again would find the same. */
const FINAL: ReadonlySet<string> = new Set<FailureCode>([
  'remote-not-installed',
  'remote-run-unknown',
  'remote-folder-is-link',
  'remote-folder-foreign',
]);

/**
 * Follows a run elsewhere to its end, over as many connections as it takes. The events here are at every moment the first bytes of those
 * there; only an exit code there, or a process that is gone, ends the run.
 */
export class RunFollower {
  readonly #options: FollowOptions;
  #line: Line | null = null;
  /** What has come of a line that is not complete. */
  #rest = '';
  #hasLeft = false;
  /** The next attempt is one that a person waits for. */
  #isAsked = true;
  /** Why nothing can be written here any more. */
  #broken: Failure | null = null;
  #wake: () => void = () => undefined;
  /** Fetches of results, one after the other. */
  readonly #fetches = new Sequencer();
  #isFetchWaiting = false;
  /** In milliseconds of a clock that nobody sets. */
  #nextFetch = 0;

  constructor(options: FollowOptions) {
    this.#options = options;
  }

  async follow(): Promise<FollowEnd> {
    const { mirror, onOutOfReach, onReached, isReported = false } = this.#options;
    const events = await mirror.events();
    if (isReported) this.#rest = events.slice(events.lastIndexOf('\n') + 1);
    else this.#report(events);
    let since: Date | null = null;
    let delay = SHORTEST_WAIT_MILLISECONDS;
    let given = this.#options.line;
    while (!this.#hasLeft) {
      const connected: Reply<Line> =
        given === undefined ? await this.#options.connect(this.#isAsked) : success(given);
      given = undefined;
      this.#isAsked = false;
      if (this.#hasLeft) {
        if (connected.ok) await closeLine(connected.value);
        break;
      }
      let refusal = connected.ok ? null : connected.error;
      if (connected.ok) {
        if (since !== null) onReached();
        since = null;
        delay = SHORTEST_WAIT_MILLISECONDS;
        const outcome = await this.#followOver(connected.value);
        if ('end' in outcome) return { kind: 'ended', ...outcome };
        refusal = outcome.failure;
      }
      if (this.#hasLeft || refusal === null) break;
      // What is not the other side's is this one's: the disk is full, a folder is gone.
      const isFinal = FINAL.has(refusal.code) || !refusal.code.startsWith('remote-');
      if (isFinal) return { kind: 'lost', failure: refusal };
      since ??= new Date();
      onOutOfReach(since, refusal);
      await this.#wait(delay);
      delay = Math.min(2 * delay, LONGEST_WAIT_MILLISECONDS);
    }
    return this.#broken === null ? { kind: 'left' } : { kind: 'lost', failure: this.#broken };
  }

  /** Has the run stop after its step, with a checkpoint; where it is out of reach, as soon as it is not. */
  async stop(): Promise<void> {
    const { mirror } = this.#options;
    await mirror.change({ isStopRequested: true });
    await this.#line?.agent.ask({ op: 'stop', run: mirror.state.run });
    this.#wake();
  }

  /** Holds the run after its step, or lets it continue; where it is out of reach, as soon as it is not. */
  async want(wanted: 'pause' | 'continue'): Promise<void> {
    const { mirror } = this.#options;
    await mirror.change({ wanted });
    const asked = await this.#line?.agent.ask({ op: wanted, run: mirror.state.run });
    if (asked?.ok === true) await mirror.change({ wanted: null });
    else this.#wake();
  }

  /** Looks for the machine now, and not only when the wait is over. */
  reach(): void {
    this.#isAsked = true;
    this.#wake();
  }

  /** Leaves the run to itself. */
  leave(): void {
    this.#hasLeft = true;
    void this.#line?.agent.close();
    this.#wake();
  }

  async #followOver(line: Line): Promise<Ended | { readonly failure: Failure }> {
    const { mirror } = this.#options;
    const { run, isStopRequested, wanted } = mirror.state;
    this.#line = line;
    try {
      if (isStopRequested) await line.agent.ask({ op: 'stop', run });
      else if (wanted) {
        const asked = await line.agent.ask({ op: wanted, run });
        if (asked.ok) await mirror.change({ wanted: null });
      }
      let onEnd: (end: RemoteEnd) => void = () => undefined;
      const ended = new Promise<RemoteEnd>((resolve) => {
        onEnd = resolve;
      });
      const onEvents = (bytes: Buffer) => this.#take(bytes);
      const following = await line.agent.follow(run, mirror.size - mirror.state.eventsBefore, {
        onEvents,
        onQueued: this.#options.onQueued,
        onEnd,
      });
      if (!following.ok) return { failure: following.error };
      // What was written while nobody followed.
      if (mirror.size > mirror.state.eventsBefore) this.#fetch(true);
      const end = await Promise.race([ended, line.agent.ended]);
      if (end === undefined) return { failure: cut(mirror.state.target.host) };
      await this.#fetches.whenIdle();
      const fetched = await this.#fetchOver(line);
      if (!fetched.ok) return { failure: fetched.error };
      const wasStopRequested = mirror.state.isStopRequested;
      const { log: _, ...kept } = end;
      await mirror.change({ end: kept, isStopRequested: false });
      return { end, isStopRequested: wasStopRequested };
    } finally {
      this.#line = null;
      await closeLine(line);
    }
  }

  #take(bytes: Buffer): void {
    const { mirror } = this.#options;
    mirror.append(bytes).catch((error: unknown) => {
      // What is here stays the beginning of what is there; it is completed when there is room again.
      this.#broken = writeFailure(mirror.folder, error);
      this.leave();
    });
    this.#report(bytes.toString('latin1'));
  }

  /** Lines are told apart as bytes, so that a character may come in two pieces. */
  #report(text: string): void {
    const lines = `${this.#rest}${text}`.split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines.filter((one) => one !== '')) {
      this.#options.onLine(Buffer.from(line, 'latin1').toString());
      if (FETCHED_AFTER.test(line)) this.#fetch(line.includes('"paused"'));
    }
  }

  /** Not more often than results can be fetched without being in the way; the last ones come with the end. */
  #fetch(isWanted: boolean): void {
    const line = this.#line;
    if (line === null || this.#isFetchWaiting) return;
    if (!isWanted && performance.now() < this.#nextFetch) return;
    this.#isFetchWaiting = true;
    const { onFetchFailure } = this.#options;
    void this.#fetches.queue(async () => {
      this.#isFetchWaiting = false;
      const fetched = await this.#fetchOver(line);
      this.#nextFetch = performance.now() + FETCH_MILLISECONDS;
      if (!fetched.ok) onFetchFailure(fetched.error);
    });
  }

  async #fetchOver(line: Line): Promise<Reply<null>> {
    const { mirror, onFetched } = this.#options;
    const fetched = await fetchResults(line.connection, line.agent, mirror);
    if (fetched.ok) await onFetched?.();
    return fetched;
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

async function closeLine({ agent, connection }: Line): Promise<void> {
  void agent.close();
  await connection.close();
}

function cut(host: string): Failure {
  return failure('remote-unreachable', { host, reason: 'the connection ended' });
}
