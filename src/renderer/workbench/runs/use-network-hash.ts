import { useDocument } from '../../store/document/document';
import { currentRun, runsStore } from '../../store/runs/runs';
import { useSavedRuns } from '../../store/runs/saved-runs';

/**
 * The hash that runs of the open network carry; null when none was trained. Main computes the hashes; the newest run whose network
 * has the open one's name stands for it.
 */
export function useNetworkHash(): string | null {
  const name = useDocument((state) => state.document.name);
  return useSavedRuns((state) => {
    const current = currentRun(runsStore.getState());
    const runs = state.runs ?? [];
    const own = runs.find((run) => run.runId === current?.runId && run.documentName === name);
    return (own ?? runs.find((run) => run.documentName === name))?.networkHash ?? null;
  });
}
