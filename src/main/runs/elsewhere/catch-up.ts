import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import {
  type RunEvent,
  type RunStatus,
  type RunSummary,
  reduceRun,
  reopenRun,
  requestOfRun,
  statusOfSummary,
} from '../../../contract/contract';
import { eventOfLine } from '../../remote/event-of-line';
import { type ElsewhereState, EVENTS_FILE as MIRRORED_EVENTS } from '../../remote/mirror';
import { checkpointsIn, curveLine, EVENTS_FILE, MIRROR_FOLDER, sizeOf } from '../run-files';
import { isEnd } from './remote-process';

export interface CaughtUp {
  readonly status: RunStatus;
  /** The event that ended the run, where it has come: it is still to be reported. */
  readonly last: RunEvent | null;
}

/**
 * Brings a run's curves here to where those are that came from the other machine, whatever was lost when the app went away: they are made of
 * the events there, each once.
 *
 * @param folder the run's
 */
export async function catchUp(folder: string, state: ElsewhereState, summary: RunSummary): Promise<CaughtUp> {
  const path = join(folder, EVENTS_FILE);
  const before = Math.min(state.curvesBefore ?? 0, await sizeOf(path));
  if (before < (await sizeOf(path))) await truncate(path, before);
  let status = reopenRun(statusOfSummary(summary));
  let last: RunEvent | null = null;
  const curves = createWriteStream(path, { flags: 'a' });
  for await (const text of wholeLines(join(folder, MIRROR_FOLDER, MIRRORED_EVENTS))) {
    const event = eventOfLine(text);
    if (event === null || event.type === 'checkpoint') continue;
    if (isEnd(event)) {
      last = event;
      continue;
    }
    const line = curveLine(event);
    if (line !== null && !curves.write(line)) await once(curves, 'drain');
    status = reduceRun(status, event);
  }
  curves.end();
  await finished(curves);
  const hasWeights = (await checkpointsIn(folder)).length > 0;
  return { status: { ...asked(status, state), hasWeights }, last };
}

/** What it was asked for and may not have heard yet. */
function asked(status: RunStatus, { isStopRequested, wanted }: ElsewhereState): RunStatus {
  if (isStopRequested) return requestOfRun(status, 'stop');
  return wanted ? requestOfRun(status, wanted) : status;
}

/** Lines of a file that have come as a whole. */
async function* wholeLines(path: string): AsyncGenerator<string> {
  if ((await sizeOf(path)) === 0) return;
  let rest = '';
  // Characters may come in two pieces, bytes do not.
  for await (const piece of createReadStream(path, 'latin1')) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield Buffer.from(line, 'latin1').toString();
  }
}
