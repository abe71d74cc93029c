import {
  type DataJobState,
  isSkipped,
  type ProblemGroup,
  problemPlace,
  problemText,
} from '../../../../contract/contract';
import { formatDuration, groupDigits } from '../../figures';
import type { Output } from '../../output';
import { formatBar } from '../../progress-line';
import { linesOf, terminalFailure } from '../../terminal-failure';
import type { JobResult } from './job-process';

/** Places that are named for each reason; JSON has more, `problems.json` all. */
const SHOWN_PLACES = 3;

const STAGES = {
  listing: 'Listing the files',
  recognizing: 'Recognizing the format',
  counting: 'Counting the examples',
  sampling: 'Reading headers',
  comparing: 'Comparing files',
  reading: 'Reading the list of examples',
  decoding: 'Importing',
  publishing: 'Writing',
} as const;

/** The line that is drawn over itself while a job is under way. */
export function progressLine(state: DataJobState): string {
  if (state.type === 'correcting') return countLine('Writing', state.done, state.total);
  if (state.type !== 'surveying' && state.type !== 'importing') return '';
  const { stage, done, total } = state.progress;
  const line = countLine(STAGES[stage], done, total);
  const left = state.type === 'importing' ? state.progress.secondsLeft : null;
  return left === null ? line : `${line}  ${formatDuration(left)} left`;
}

function countLine(what: string, done: number, total: number | null): string {
  const parts = [`${what} …`];
  if (total !== null && total > 0) {
    parts.push(formatBar(done / total, 20), `${groupDigits(done)}/${groupDigits(total)}`);
  } else if (done > 0) parts.push(groupDigits(done));
  return parts.join('  ');
}

/** What is wrong in a source, by reason: what that means, and the first places. */
export function problemLines(groups: readonly ProblemGroup[]): readonly string[] {
  return groups.flatMap(({ reason, count, first }) => {
    const { title, help } = problemText(reason);
    const effect = isSkipped(reason) ? 'skipped' : 'noted';
    const shown = first.slice(0, SHOWN_PLACES).map((problem) => `    ${problemPlace(problem, 'en')}`);
    const more = count > shown.length ? [`    and ${groupDigits(count - shown.length)} more`] : [];
    return [`  ${title.en}: ${groupDigits(count)} ${effect}. ${help.en}`, ...shown, ...more];
  });
}

/**
 * Says why a job has not done what it was to do, and answers the exit code.
 *
 * @param undone what has not happened when it was canceled
 */
export function reportEnd(
  { state, signalCode }: JobResult,
  output: Output,
  undone = 'Nothing was imported.',
): number {
  if (state.type === 'failed') {
    output.note([...terminalFailure(state.failure), ...linesOf(detailOf(state.failure))]);
    return 1;
  }
  output.note(`Canceled. ${undone}`);
  return signalCode ?? 1;
}

/** What a process that died has said last. */
function detailOf({ code, detail = '' }: Extract<DataJobState, { type: 'failed' }>['failure']): string {
  return code === 'import-died' ? detail : '';
}
