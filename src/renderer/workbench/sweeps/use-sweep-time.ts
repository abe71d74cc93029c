import { useMemo } from 'react';
import type { SweepRequest } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { trialValues, withTrialValues } from '../../../graph-runtime/sweep/sweep-trials';
import { useTimes } from '../../training/forecast/use-times';

/** Trials whose time is estimated, spread over the sweep: the others take as long in the mean. */
const SAMPLE = 8;

/** Seconds that a sweep takes as long as all its trials are trained; null while that is not known. */
export function useSweepSeconds(request: SweepRequest | null): number | null {
  // Requests are made again with every rendering; equal ones are the same question.
  const key = request === null ? null : JSON.stringify({ method: request.method, axes: request.axes });
  const document = request?.document ?? null;
  const { sample, count } = useMemo(
    () => (key === null || document === null ? NOTHING : sampleOf(document, JSON.parse(key))),
    [key, document],
  );
  const times = useTimes(sample);
  if (times.length < sample.length || sample.length === 0) return null;
  const known = times.flatMap((time) => (time === null ? [] : [time.seconds]));
  if (known.length === 0) return null;
  return (count * known.reduce((sum, seconds) => sum + seconds, 0)) / known.length;
}

const NOTHING = { sample: [], count: 0 };

function sampleOf(document: NetloomDocument, { axes, method }: Pick<SweepRequest, 'axes' | 'method'>) {
  const trials = trialValues(axes, method);
  const chosen = Array.from(
    { length: Math.min(SAMPLE, trials.length) },
    (_, at) => trials[Math.floor((at * trials.length) / Math.min(SAMPLE, trials.length))] ?? [],
  );
  const sample = chosen.flatMap((values) => withTrialValues(document, axes, values) ?? []);
  return { sample, count: trials.length };
}
