import type { InputDistribution } from '../../../contract/contract';
import { LONG_PAUSE_MILLISECONDS, useInspection } from './use-inspection';

const BINS = 96;

/** What enters a node of a run's network; null while it is not known, and when nobody asks (`runId` or `path` is null). */
export function useInputDistribution(runId: string | null, path: string | null): InputDistribution | null {
  const question = path === null ? null : ({ type: 'input-distribution', path, bins: BINS } as const);
  return useInspection(runId, question, `inputs ${path}`, LONG_PAUSE_MILLISECONDS).answer;
}
