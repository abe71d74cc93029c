import { useMemo } from 'react';
import { examine } from '../../../graph-runtime/run-health/examine';
import type { Finding } from '../../../graph-runtime/run-health/finding';
import type { RunObservations } from '../../../graph-runtime/run-health/observations';
import { useDocument } from '../../store/document/document';
import { type RunsState, runsStore, useRuns } from '../../store/runs/runs';
import type { RunRecord } from '../../store/runs/runs-record';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { useSubjectDataset } from '../../store/runs/subject';

type Observed = Omit<RunObservations, 'settings' | 'classCount'>;

/**
 * What the doctor finds in a run, judged again when an epoch ends, when the network was looked into and when the run's phase
 * changes: not at every step.
 */
export function useFindings(runId: string): readonly Finding[] {
  // Changes with the run, but for its steps; empty when the window has seen nothing inside it.
  const moment = useRuns((state) => {
    const run = liveRun(state, runId);
    return run === null ? '' : `${run.epochs.length} ${run.health.length} ${run.phase}`;
  });
  const kept = useSavedRuns((state) => state.details.get(runId));
  const summary = useSavedRuns((state) => state.runs?.find((run) => run.runId === runId));
  const open = useDocument((state) => state.document.training);
  const classCount = useSubjectDataset(runId)?.classNames.en.length ?? null;
  const settings = summary?.settings ?? kept?.summary.settings ?? open;
  return useMemo(() => {
    const live = moment === '' ? null : liveRun(runsStore.getState(), runId);
    const savedRun = kept === undefined ? null : { ...kept, failure: kept.summary.failure };
    const observed: Observed | null = live === null ? savedRun : observedOf(live);
    return observed === null || classCount === null ? [] : examine({ settings, classCount, ...observed });
  }, [moment, runId, kept, settings, classCount]);
}

function liveRun({ runs }: RunsState, runId: string): RunRecord | null {
  const run = runs.find((other) => other.runId === runId);
  return run === undefined || (run.health.length === 0 && run.epochs.length === 0) ? null : run;
}

function observedOf({ steps, epochs, health, failure }: RunRecord): Observed {
  const losses = steps.column('loss');
  const points = Array.from(steps.column('step'), (step, at) => ({ step, loss: losses[at] ?? Number.NaN }));
  return { points, epochs: epochs.toArray(), health: health.toArray(), failure };
}
