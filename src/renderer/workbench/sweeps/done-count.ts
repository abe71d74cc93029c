import type { SweepSummary } from '../../../contract/contract';

/** Trials that need no more work. One that the app's end interrupted does, as its sweep does. */
export function doneCount(sweep: SweepSummary): number {
  const ended = ['done', 'stopped', 'failed', ...(sweep.phase === 'interrupted' ? [] : ['interrupted'])];
  return sweep.trials.filter(({ phase }) => ended.includes(phase)).length;
}
