import type { CurrentRun } from '../../contract/contract';
import { fill } from '../../graph-runtime/text/fill';
import type { Messages } from '../messages/messages';

export interface RunEndNotice {
  readonly title: string;
  readonly body: string;
}

/** What the system's notification says of a run that has ended; null where its user knows already, because they ended it. */
export function runEndNotice(run: CurrentRun, messages: Messages): RunEndNotice | null {
  const { documentName: name } = run;
  const { phase, lastEpoch } = run.status;
  if (phase === 'failed' || phase === 'interrupted') {
    return { title: fill(messages.runEndedTitle, { name }), body: messages.runEndedText };
  }
  if (phase !== 'done') return null;
  const values = { accuracy: percent(lastEpoch?.testAccuracy ?? 0), epochs: lastEpoch?.epoch ?? 0 };
  return {
    title: fill(messages.runDoneTitle, { name }),
    body: lastEpoch === null ? '' : fill(messages.runDoneText, values),
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
