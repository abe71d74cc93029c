import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { endOfProcess, signalProcess } from './agent-run';
import type { EndCause, JobState, RemoteEnd } from './protocol';
import { EVENTS, logTail, readNumber, readPiece } from './run-files-there';
import { JOB_SCRIPT, jobState, signalJob, wasAtTimeLimit } from './slurm-job';

const POLL_MILLISECONDS = 200;
/** Slurm is asked no more often: its administrators count. */
const JOB_MILLISECONDS = 5_000;
/** For how long an exit code may come after the end of a job: other machines see files late. */
const LATE_MILLISECONDS = 2_000;

/** The exit code of a run that was stopped. */
const STOPPED = 130;

type EndedJob = Extract<JobState, { kind: 'ended' }>;

export interface FollowedThere {
  readonly onBytes: (bytes: Buffer) => Promise<void>;
  /** What Slurm says of the job now; null: it is no job, or nothing is known. */
  readonly onJob: (state: JobState | null) => void;
}

/** Whether it is a job of Slurm, and no process of this machine. */
async function isJob(folder: string): Promise<boolean> {
  return access(join(folder, JOB_SCRIPT)).then(
    () => true,
    () => false,
  );
}

/** Whether the run is in progress, or waits for it. */
export async function isInProgress(folder: string): Promise<boolean> {
  if (!(await isJob(folder))) return (await endOfProcess(folder)) === null;
  if ((await readNumber(join(folder, 'exit'))) !== null) return false;
  return (await jobState(folder))?.kind !== 'ended';
}

/** Sends the run's process a signal. */
export async function signalRun(folder: string, signal: NodeJS.Signals): Promise<void> {
  return (await isJob(folder)) ? signalJob(folder, signal) : signalProcess(folder, signal);
}

/** Hands on what is appended to the events from byte `from`, until the run has ended and all of it was handed on. */
export async function followEvents(
  folder: string,
  from: number,
  followed: FollowedThere,
): Promise<RemoteEnd> {
  const lookAt = (await isJob(folder)) ? new JobWatch(folder, followed.onJob) : null;
  let position = from;
  for (;;) {
    // Looked at before the events: what was written before it ended is read after it has.
    const end = lookAt === null ? await endOfProcess(folder) : await lookAt.end();
    for (;;) {
      const bytes = await readPiece(join(folder, EVENTS), position);
      if (bytes.length === 0) break;
      position += bytes.length;
      await followed.onBytes(bytes);
    }
    if (end !== null) return end;
    await wait(POLL_MILLISECONDS);
  }
}

/** The end of a job, by its exit code or by what Slurm says. */
class JobWatch {
  readonly #folder: string;
  readonly #onJob: (state: JobState | null) => void;
  #nextLook = 0;
  #hasBegun = false;

  constructor(folder: string, onJob: (state: JobState | null) => void) {
    this.#folder = folder;
    this.#onJob = onJob;
  }

  async end(): Promise<RemoteEnd | null> {
    const written = await this.#written();
    if (written !== null) return written;
    if (!this.#hasBegun && (await readNumber(join(this.#folder, 'pid'))) !== null) {
      this.#hasBegun = true;
      this.#onJob({ kind: 'running' });
    }
    if (performance.now() < this.#nextLook) return null;
    const state = await jobState(this.#folder);
    this.#nextLook = performance.now() + JOB_MILLISECONDS;
    if (state?.kind === 'ended') return this.#withoutCode(state);
    this.#onJob(state);
    return null;
  }

  async #written(): Promise<RemoteEnd | null> {
    const exitCode = await readNumber(join(this.#folder, 'exit'));
    if (exitCode === null) return null;
    const cause = (await wasAtTimeLimit(this.#folder)) ? 'time-limit' : await this.#causeOf(exitCode);
    return { exitCode, log: await logTail(this.#folder), ...(cause !== undefined && { cause }) };
  }

  /** Where it neither came to its end nor was stopped: what Slurm has ended it for, if it has. */
  async #causeOf(exitCode: number): Promise<EndCause | undefined> {
    if (exitCode === 0 || exitCode === STOPPED) return undefined;
    for (let waited = 0; waited < LATE_MILLISECONDS; waited += LATE_MILLISECONDS / 4) {
      const state = await jobState(this.#folder);
      if (state?.kind === 'ended') return state.cause === 'failed' ? undefined : state.cause;
      await wait(LATE_MILLISECONDS / 4);
    }
    return undefined;
  }

  /** The code is written a moment later, or never. */
  async #withoutCode({ cause }: EndedJob): Promise<RemoteEnd> {
    for (let waited = 0; waited < LATE_MILLISECONDS; waited += POLL_MILLISECONDS) {
      const written = await this.#written();
      // What it was ended for says more than the code of a process that was killed.
      if (written !== null) return cause === 'failed' ? written : { cause, ...written };
      await wait(POLL_MILLISECONDS);
    }
    return { exitCode: null, log: await logTail(this.#folder), cause };
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
