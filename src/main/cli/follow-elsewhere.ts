import type { RunEvent } from '../../contract/contract';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { RemoteEnd } from '../remote/agent/protocol';
import { connectLine } from '../remote/connect-line';
import { endFailure } from '../remote/end-failure';
import { eventOfLine } from '../remote/event-of-line';
import { type FollowEnd, type FollowOptions, type Line, RunFollower } from '../remote/follow-run';
import type { Mirror } from '../remote/mirror';
import { FolderLock } from '../trainer/run-folder/folder-lock';
import { readStoredDocument } from '../trainer/run-folder/stored-document';
import type { Output } from './output';
import { resumeAdvice } from './resume-advice';
import { suggestedCommand } from './shell-command';
import { linesOf, terminalFailure } from './terminal-failure';
import { exitCodeOf, INTERRUPTIONS, type Interruption } from './trainer-job';
import { endLines, reportJson, reportToPeople } from './training-report';

/** How the command was called. */
export interface Called {
  readonly args: readonly string[];
  readonly isJson: boolean;
  readonly folder: string;
}

interface Followed {
  readonly mirror: Mirror;
  readonly line?: Line;
  /** Null: the one that the run keeps. */
  readonly document: NetloomDocument | null;
}

/** Follows a run elsewhere to its end, and answers the exit code. The first Ctrl-C stops the run, whatever else ends the command leaves it. */
export async function followToEnd(followed: Followed, called: Called, output: Output): Promise<number> {
  const { mirror, line } = followed;
  const locked = await FolderLock.acquire(mirror.folder);
  if (!locked.ok) {
    output.note(terminalFailure(locked.error));
    void line?.agent.close();
    await line?.connection.close();
    return 1;
  }
  const events = new ReportedEvents(await documentOf(followed), called.isJson, output);
  const follower = new RunFollower({
    mirror,
    ...(line !== undefined && { line }),
    connect: () => connectLine(mirror.state),
    onLine: (text) => events.take(text),
    ...reachNotes(mirror, output),
  });
  const watch = watchSignals(follower, mirror, output);
  try {
    const end = await follower.follow();
    output.draw('');
    return await finish(end, { ...called, signal: watch.signal(), events }, mirror, output);
  } finally {
    watch.end();
    await locked.value.lock.release();
  }
}

/** The events of a run that has ended, as they came, and why it ended where they do not say so. Answers its exit code. */
export async function repeatEvents(mirror: Mirror, called: Called, output: Output): Promise<number> {
  const events = new ReportedEvents(await documentOf({ mirror, document: null }), called.isJson, output);
  for (const line of Buffer.from(await mirror.events(), 'latin1')
    .toString()
    .split('\n'))
    events.take(line);
  output.draw('');
  events.note(called.folder);
  const { end, target } = mirror.state;
  // What it last wrote for people is not kept here.
  if (end !== null) noteUnsaid({ ...end, log: '' }, events.last === null, target.host, output);
  return end?.exitCode ?? 1;
}

async function documentOf({ mirror, document }: Followed): Promise<NetloomDocument | null> {
  if (document !== null) return document;
  const kept = await readStoredDocument(mirror.folder, mirror.folder);
  return kept.from === 'nowhere' ? null : kept.document;
}

function reachNotes(
  { state }: Mirror,
  output: Output,
): Pick<FollowOptions, 'onOutOfReach' | 'onQueued' | 'onReached' | 'onFetchFailure'> {
  const { name } = state.target;
  let noted = '';
  return {
    onOutOfReach: (since, reason) => {
      const text = `${name} is out of reach since ${since.toTimeString().slice(0, 8)}; the run continues there, and is looked for again. ${terminalFailure(reason).join(' ')}`;
      if (text !== noted) output.note(text);
      noted = text;
    },
    onQueued: (queued) => {
      const why = queued === null || queued.reason === '' ? '' : ` (${queued.reason})`;
      if (queued !== null) output.note(`Job ${queued.job} waits in Slurm's queue on ${name}${why}.`);
    },
    onReached: () => {
      noted = '';
      output.note(`${name} is reached again.`);
    },
    onFetchFailure: (reason) => output.note(terminalFailure(reason)),
  };
}

/** Events of the other side, as the command reports its own. */
class ReportedEvents {
  readonly #output: Output;
  readonly #report: ((event: RunEvent) => void) | null;
  readonly #isJson: boolean;
  /** How the run said that it ended. */
  last: RunEvent | null = null;

  constructor(document: NetloomDocument | null, isJson: boolean, output: Output) {
    this.#output = output;
    this.#isJson = isJson;
    const isPlain = isJson || document === null;
    this.#report = isPlain ? reportJson(output) : reportToPeople(document, output);
  }

  take(text: string): void {
    const event = eventOfLine(text);
    if (event === null) return;
    this.#report?.(event);
    const isLast = event.type === 'done' || event.type === 'stopped' || event.type === 'failed';
    this.last = isLast ? event : null;
  }

  /** The words for a person about the end. */
  note(folder: string): void {
    if (this.last?.type === 'failed') this.#output.note(terminalFailure(this.last.failure));
    else if (this.last !== null && !this.#isJson) this.#output.print(endLines(this.last, folder));
  }
}

function watchSignals(follower: RunFollower, mirror: Mirror, output: Output) {
  let signal: Interruption | null = null;
  const { name } = mirror.state.target;
  const interrupt = (received: Interruption) => {
    if (received === 'SIGINT' && signal === null) {
      output.note(
        `Stopping after this step on ${name}. Ctrl-C again leaves the run; a stop that has not arrived is sent when it is followed again.`,
      );
      void follower.stop();
    } else {
      follower.leave();
    }
    signal = received;
  };
  for (const one of INTERRUPTIONS) process.on(one, interrupt);
  return {
    signal: () => signal,
    end: () => {
      for (const one of INTERRUPTIONS) process.removeListener(one, interrupt);
    },
  };
}

interface Finished extends Called {
  readonly signal: Interruption | null;
  readonly events: ReportedEvents;
}

async function finish(
  followed: FollowEnd,
  { folder, args, signal, events, isJson }: Finished,
  { state }: Mirror,
  output: Output,
): Promise<number> {
  if (followed.kind === 'lost') {
    output.note(terminalFailure(followed.failure));
    return 1;
  }
  if (followed.kind === 'left') {
    output.note(
      `The run continues on ${state.target.name}. Follow it with: ${suggestedCommand(['train', '--follow', folder])}`,
    );
    return signal === null ? 1 : exitCodeOf(signal);
  }
  const { end, isStopRequested } = followed;
  events.note(folder);
  // Taken out of the queue, it had nothing to say.
  const isWithdrawn = end.cause === 'canceled' && end.exitCode === null && isStopRequested;
  if (isWithdrawn) output.note(`The job on ${state.target.name} is taken out of the queue.`);
  else noteUnsaid(end, events.last === null, state.target.host, output);
  if (end.exitCode !== 0) {
    for (const line of await resumeAdvice(folder, args)) isJson ? output.note(line) : output.print(line);
  }
  return end.exitCode ?? (isWithdrawn ? exitCodeOf('SIGINT') : 1);
}

/** What the trainer did not say of its end itself, and what it last wrote for people. */
function noteUnsaid(end: RemoteEnd, hasNoEnd: boolean, host: string, output: Output): void {
  const unsaid = endFailure(host, end);
  if (unsaid !== null) output.note(terminalFailure({ ...unsaid, detail: undefined }));
  if (end.log !== '' && (hasNoEnd || end.exitCode === null)) output.note(linesOf(end.log));
}
