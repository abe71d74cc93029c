import { useEffect, useMemo } from 'react';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import type { RunSource } from '../../charts/CurveChart';
import { type DrawnRun, drawnRun, shownRuns } from '../../charts/run-curves';
import { runsStore, useRuns } from '../../store/runs/runs';
import { type RunRecord, runFromDetails } from '../../store/runs/runs-record';
import { comparedIds, useSavedRuns } from '../../store/runs/saved-runs';

/** Runs drawn over one another: the saved ones that are ticked, those of this window, the current one on top. */

/** A saved run in the window's form; made once. */
const recordOf = oncePer(runFromDetails);

/** The saved runs of that list that have been fetched, as records, in the order of the list. */
export function savedRecords(runIds: readonly string[]): RunRecord[] {
  const { details } = useSavedRuns.getState();
  const live = runsStore.getState().runs;
  return runIds.flatMap((runId) => {
    const started = live.find((run) => run.runId === runId);
    if (started !== undefined) return [started];
    const found = details.get(runId);
    return found === undefined ? [] : [recordOf(found)];
  });
}

/** What the large curves show now, the topmost last. */
export function overlaidRuns(): RunRecord[] {
  const started = shownRuns(runsStore.getState());
  const ids = new Set(started.map((run) => run.runId));
  const chosen = comparedIds(useSavedRuns.getState());
  return [...savedRecords(chosen.filter((runId) => !ids.has(runId))), ...started];
}

function keyOf(runs: readonly RunRecord[]): string {
  return JSON.stringify(drawnOf(runs));
}

function drawnOf(runs: readonly RunRecord[]): DrawnRun[] {
  return runs.map(drawnRun);
}

/** A source that reads `read` and follows the stores behind it. */
function sourceOf(read: () => RunRecord[]): RunSource {
  return {
    useDrawn: () => {
      const ofWindow = useRuns(() => keyOf(read()));
      const ofSaved = useSavedRuns(() => keyOf(read()));
      return useMemo(() => drawnFor(read, ofWindow, ofSaved), [ofWindow, ofSaved]);
    },
    read,
    subscribe: (listener) => {
      const ends = [runsStore.subscribe(listener), useSavedRuns.subscribe(listener)];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

/** The keys say when to look again. */
function drawnFor(read: () => RunRecord[], ..._keys: readonly string[]): DrawnRun[] {
  return drawnOf(read());
}

export const OVERLAY = sourceOf(overlaidRuns);

/** The runs that are compared, and nothing else. */
export const COMPARED = sourceOf(() => savedRecords(comparedIds(useSavedRuns.getState())));

/** Fetches what does not exist yet of the runs ticked. */
export function useChosenDetails(): void {
  const chosen = useSavedRuns((state) => state.chosen);
  useEffect(() => {
    const { details, fetch } = useSavedRuns.getState();
    for (const runId of chosen) if (!details.has(runId)) void fetch(runId);
  }, [chosen]);
}
