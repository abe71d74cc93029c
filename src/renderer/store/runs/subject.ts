import { create } from 'zustand';
import { useMemo } from 'react';
import { type DatasetSummary, isActivePhase, type RunOutput } from '../../../contract/contract';
import { labelNamed } from '../../../graph-runtime/datasets/target-description';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import { useDatasetOf } from '../document/datasets';
import { useDocument } from '../document/document';
import { useInitialNetwork } from './initial-network';
import { currentRun, type RunsState, useRuns } from './runs';
import { targetOf } from './runs-record';
import { useSavedRuns } from './saved-runs';

/** The run whose network is looked at in Results and Inside. */

interface SubjectState {
  /** Chosen by the user; null: the current run, or else the newest one with weights. */
  readonly chosen: string | null;
  choose(runId: string | null): void;
}

export const useSubjectChoice = create<SubjectState>()((set) => ({
  chosen: null,
  choose: (chosen) => set({ chosen }),
}));

function askable(state: RunsState): string | null {
  const run = currentRun(state);
  if (run === null || run.phase === 'preparing') return null;
  return isActivePhase(run.phase) || run.lastStep > 0 ? run.runId : null;
}

/** Id of the run that is looked at; null when there is none yet. */
export function useSubject(): string | null {
  const chosen = useSubjectChoice((state) => state.chosen);
  const current = useRuns(askable);
  const newest = useSavedRuns((state) => state.runs?.find((run) => run.hasWeights)?.runId ?? null);
  const isThere = useSavedRuns(
    (state) => chosen === null || (state.runs?.some((run) => run.runId === chosen) ?? false),
  );
  return (isThere ? chosen : null) ?? current ?? newest;
}

/** The choice of the open network with its initial weights, in place of a run. */
export const INITIAL = 'initial';

/**
 * Id of the network that is looked at in Inside: the chosen one, or else the latest run of this window, or the newest run of the open network, by its
 * name; where there is none, the open network with its initial weights. Null while there is none to ask.
 */
export function useInsideSubject(): string | null {
  const chosen = useSubjectChoice((state) => state.chosen);
  const session = useRuns(askable);
  const trained = useSubject();
  const initial = useInitialNetwork();
  const name = useDocument((state) => state.document.name);
  // Before the list is there, nobody knows whether there is a run.
  const isKnown = useSavedRuns(({ runs }) => runs !== null);
  const isOfOpen = useSavedRuns(
    ({ runs }) => runs?.find((run) => run.runId === trained)?.documentName === name,
  );
  if (chosen === INITIAL && initial !== null) return initial;
  const isMeant = trained !== null && (trained === chosen || trained === session || isOfOpen);
  return isMeant || !isKnown ? trained : (initial ?? trained);
}

/** True while the run's network is in training, so that what it says changes. */
export function useIsLive(runId: string | null): boolean {
  return useRuns((state) => state.runs.some((run) => run.runId === runId && isActivePhase(run.phase)));
}

/** The step the run has reached; 0 when it is not one of this window's. */
export function stepOf(state: RunsState, runId: string | null): number {
  return state.runs.find((run) => run.runId === runId)?.lastStep ?? 0;
}

/** `stepOf`, as it changes. */
export function useStepOf(runId: string | null): number {
  return useRuns((state) => stepOf(state, runId));
}

/** How many epochs the run has finished. */
export function useEpochCountOf(runId: string | null): number {
  return useRuns((state) => state.runs.find((run) => run.runId === runId)?.epochs.length ?? 0);
}

/** What the run is trained for. */
export function useTargetOf(runId: string | null): TargetKindId {
  const live = useRuns((state) => {
    const run = state.runs.find((one) => one.runId === runId);
    return run === undefined ? null : targetOf(run);
  });
  const kept = useSavedRuns((state) => state.runs?.find((run) => run.runId === runId)?.target);
  return live ?? kept ?? 'class';
}

/** The run's main outputs, where there are several. */
export function useOutputsOf(runId: string | null): readonly RunOutput[] {
  const live = useRuns((state) => state.runs.find((run) => run.runId === runId)?.compiled?.outputs);
  const kept = useSavedRuns((state) => state.runs?.find((run) => run.runId === runId)?.outputs);
  return live ?? kept ?? NO_OUTPUTS;
}

const NO_OUTPUTS: readonly RunOutput[] = [];

/** The data set of a run as one with the label alone that an output learns; null while it is not known. @param output absent: the first */
export function useLabeledDataset(runId: string | null, output: string | undefined): DatasetSummary | null {
  const dataset = useSubjectDataset(runId);
  const own = useOutputsOf(runId).find(({ path }) => path === output)?.labelName;
  const live = useRuns((state) => state.runs.find((run) => run.runId === runId)?.compiled?.labelName);
  const kept = useSavedRuns((state) => state.runs?.find((run) => run.runId === runId)?.labelName);
  const label = own ?? live ?? kept ?? '';
  return useMemo(() => {
    const named = dataset && labelNamed(dataset.target, label);
    return dataset && (named === null ? dataset : { ...dataset, target: named.description });
  }, [dataset, label]);
}

/** The data set the run learns from; null while it is not known. */
export function useSubjectDataset(runId: string | null) {
  const kept = useSavedRuns((state) => state.runs?.find((run) => run.runId === runId)?.datasetId);
  const open = useDocument((state) => state.document.dataset.id);
  return useDatasetOf(kept ?? open);
}
