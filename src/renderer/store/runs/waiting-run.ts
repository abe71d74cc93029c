import type { RunSummary } from '../../../contract/contract';
import { useDocument } from '../document/document';
import { useSavedRuns } from './saved-runs';

/**
 * The run of the open document that the app's end has left behind, to be offered; null when there is none. Whoever has trained the network
 * since then has left it behind as well. A sweep is continued as a whole.
 */
export function useWaitingRun(): RunSummary | null {
  const name = useDocument((state) => state.document.name);
  return useSavedRuns((state) => waitingRunOf(state.runs ?? [], name));
}

/** @param runs the newest first */
export function waitingRunOf(runs: readonly RunSummary[], documentName: string): RunSummary | null {
  const newest = runs.find((run) => run.documentName === documentName && run.sweepId === null);
  return newest !== undefined && newest.waiting !== null && newest.isResumable ? newest : null;
}
