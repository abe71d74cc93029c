import { useEffect, useMemo } from 'react';
import type { RunDetails, RunSummary } from '../../../contract/contract';
import type { RunSource } from '../../charts/CurveChart';
import { type DrawnRun, hasValidation, shownRuns } from '../../charts/run-curves';
import { i18n } from '../../messages/i18n';
import { runsStore, useRuns } from '../../store/runs/runs';
import { type RunRecord, runFromDetails } from '../../store/runs/runs-record';
import { useSavedRuns } from '../../store/runs/saved-runs';

/** Runs drawn over one another: kept ones that were ticked, those of the session, the current one on top. */

const records = new WeakMap<RunDetails, RunRecord>();

/** A saved run in the window's form; made once. */
function recordOf(details: RunDetails, ordinal: number): RunRecord {
  const known = records.get(details);
  if (known !== undefined && known.ordinal === ordinal) return known;
  const made = runFromDetails(details, ordinal);
  records.set(details, made);
  return made;
}

/** The saved runs of that list that have been fetched, as records, in the order of the list. */
export function savedRecords(runIds: readonly string[]): RunRecord[] {
  const { details } = useSavedRuns.getState();
  const live = runsStore.getState().runs;
  return runIds.flatMap((runId, index) => {
    const session = live.find((run) => run.runId === runId);
    if (session !== undefined) return [{ ...session, ordinal: index }];
    const found = details.get(runId);
    return found === undefined ? [] : [recordOf(found, index)];
  });
}

/** What the large curves show now, the topmost last. */
export function overlaidRuns(): RunRecord[] {
  const session = shownRuns(runsStore.getState());
  const ids = new Set(session.map((run) => run.runId));
  const { chosen } = useSavedRuns.getState();
  return [...savedRecords(chosen.filter((runId) => !ids.has(runId))), ...session];
}

function keyOf(runs: readonly RunRecord[]): string {
  return runs.map((run) => `${run.runId}\n${run.ordinal}\n${hasValidation(run)}`).join('\t');
}

function drawnOf(runs: readonly RunRecord[]): DrawnRun[] {
  return runs.map((run) => ({ runId: run.runId, ordinal: run.ordinal, hasValidation: hasValidation(run) }));
}

/** A source that reads `read` and follows the stores behind it. */
function sourceOf(read: () => RunRecord[]): RunSource {
  return {
    useDrawn: () => {
      const ofSession = useRuns(() => keyOf(read()));
      const ofSaved = useSavedRuns(() => keyOf(read()));
      return useMemo(() => drawnFor(read, ofSession, ofSaved), [ofSession, ofSaved]);
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
export const COMPARED = sourceOf(() => savedRecords(useSavedRuns.getState().chosen));

/** Fetches what does not exist yet of the runs ticked. */
export function useChosenDetails(): void {
  const chosen = useSavedRuns((state) => state.chosen);
  useEffect(() => {
    const { details, fetch } = useSavedRuns.getState();
    for (const runId of chosen) if (!details.has(runId)) void fetch(runId);
  }, [chosen]);
}

/** The user's name for a run, or else its network's and when it was. */
export function runTitle(run: Pick<RunSummary, 'name' | 'documentName' | 'startedAt'>): string {
  if (run.name !== null && run.name !== '') return run.name;
  const time = new Intl.DateTimeFormat(i18n.language, {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    // Runs of a sweep follow one another within seconds.
    second: '2-digit',
    hourCycle: 'h23',
  }).format(run.startedAt);
  return `${run.documentName} · ${time}`;
}

/** What a run is called in a legend. */
export function nameOfRun(runId: string): string {
  const kept = useSavedRuns.getState().runs?.find((run) => run.runId === runId);
  if (kept !== undefined) return runTitle(kept);
  const run = runsStore.getState().runs.find((other) => other.runId === runId);
  return run === undefined ? runId : i18n.t('training:runName', { ordinal: run.ordinal });
}
