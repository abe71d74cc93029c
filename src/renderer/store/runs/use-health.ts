import type { HealthPoint } from '../../../contract/contract';
import { useRuns } from './runs';
import { useSavedRuns } from './saved-runs';

const NONE: readonly HealthPoint[] = [];

/** What was seen inside a run's network so far. */
export function useHealth(runId: string | null): readonly HealthPoint[] {
  const live = useRuns((state) => state.runs.find((run) => run.runId === runId)?.health);
  const kept = useSavedRuns((state) => (runId === null ? undefined : state.details.get(runId)?.health));
  return live !== undefined && live.length > 0 ? live.toArray() : (kept ?? NONE);
}

/**
 * How much of a weight one step changes: the update's norm over the weight's. About 1/1000 is healthy (Karpathy, CS231n); far more
 * breaks what was learned, far less learns nothing.
 */
export function updateRatio(weight: { readonly updateNorm: number; readonly weightNorm: number }): number {
  return weight.weightNorm === 0 ? Number.NaN : weight.updateNorm / weight.weightNorm;
}
