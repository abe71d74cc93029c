import { useEffect } from 'react';
import { create } from 'zustand';
import type { InspectionAnswers } from '../../preload/contract';
import { useInspection } from './use-inspection';

type Histograms = InspectionAnswers['histograms'];

/** Kept of each run; the older half is thinned out when there are more. */
const KEPT = 60;
const BINS = 48;

interface HistogramsState {
  readonly ofRun: ReadonlyMap<string, readonly Histograms[]>;
}

const useHistory = create<HistogramsState>()(() => ({ ofRun: new Map() }));

function add(runId: string, point: Histograms): void {
  const { ofRun } = useHistory.getState();
  const before = ofRun.get(runId) ?? [];
  if ((before[before.length - 1]?.step ?? -1) >= point.step) return;
  const kept = before.length < KEPT ? before : before.filter((_, at) => at % 2 === 0);
  useHistory.setState({ ofRun: new Map(ofRun).set(runId, [...kept, point]) });
}

const NONE: readonly Histograms[] = [];

/** How a run's weights and gradients were spread, whenever somebody looked, the oldest first. */
export function useHistograms(runId: string): readonly Histograms[] {
  const { answer } = useInspection(runId, { type: 'histograms', bins: BINS }, 'histograms');
  useEffect(() => {
    if (answer !== null) add(runId, answer);
  }, [answer, runId]);
  return useHistory((state) => state.ofRun.get(runId) ?? NONE);
}
