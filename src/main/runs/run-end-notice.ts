import { type CurrentRun, mainMetric, metricOf, runTarget } from '../../contract/contract';
import { type MetricId, metric } from '../../graph-runtime/targets/metrics';
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
  const title = fill(messages.runDoneTitle, { name });
  if (lastEpoch === null) return { title, body: '' };
  const id = mainMetric(runTarget(run.status.compiled ?? {}));
  const value = metricOf(lastEpoch, 'test', id);
  const figure = value === undefined ? '–' : formatMetric(id, value);
  const epochs = lastEpoch.epoch;
  if (id === 'accuracy') return { title, body: fill(messages.runDoneText, { accuracy: figure, epochs }) };
  const metricLabel = metric(id).label[messages.language];
  return { title, body: fill(messages.runDoneMetricText, { metric: metricLabel, value: figure, epochs }) };
}

function formatMetric(id: MetricId, value: number): string {
  return metric(id).format === 'share'
    ? `${(100 * value).toFixed(1)}%`
    : String(Number(value.toPrecision(4)));
}
