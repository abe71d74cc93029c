import type { RunEvent, RunSnapshot } from '../../contract/contract';
import { fill, type Messages } from '../messages/messages';

export interface RunEndNotice {
  readonly title: string;
  readonly body: string;
}

/** What the system's notification says of a run that has ended; null where its user knows already, because they ended it. */
export function runEndNotice(run: RunSnapshot, messages: Messages): RunEndNotice | null {
  const { documentName: name } = run;
  if (run.phase === 'failed' || run.phase === 'interrupted') {
    return { title: fill(messages.runEndedTitle, { name }), body: messages.runEndedText };
  }
  if (run.phase !== 'done') return null;
  const last = run.events.flatMap((event) => (event.type === 'epoch' ? [event.point] : [])).pop();
  const values = { accuracy: percent(last?.testAccuracy ?? 0), epochs: last?.epoch ?? 0 };
  return {
    title: fill(messages.runDoneTitle, { name }),
    body: last === undefined ? '' : fill(messages.runDoneText, values),
  };
}

/** Seconds a run has trained, by its finished epochs. */
export function trainedSeconds(events: readonly RunEvent[]): number {
  return events.reduce((sum, event) => sum + (event.type === 'epoch' ? event.point.seconds : 0), 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
