import { create } from 'zustand';
import type { Finding } from '../../../graph-runtime/run-health/finding';
import { useRuns } from './runs';
import { useSavedRuns } from './saved-runs';

interface FindingMarksState {
  /** The first finding that concerns a node, by the node's path. */
  readonly byPath: ReadonlyMap<string, Finding>;
  show(findings: readonly Finding[]): void;
}

/** What the cards of the canvas show of the health check's findings, while these are on screen. Derived once, not by every card. */
export const useFindingMarks = create<FindingMarksState>()((set) => ({
  byPath: new Map(),
  show: (findings) => {
    const byPath = new Map<string, Finding>();
    for (const finding of findings) {
      for (const path of finding.paths) if (!byPath.has(path)) byPath.set(path, finding);
    }
    set({ byPath });
  },
}));

const NONE: readonly Finding[] = [];

/** What was found wrong with a run, causes first: as it is now, or as it was when the run ended. */
export function useFindings(runId: string | null): readonly Finding[] {
  const live = useRuns((state) => state.runs.find((run) => run.runId === runId)?.findings);
  const saved = useSavedRuns((state) => state.runs?.find((run) => run.runId === runId)?.findings);
  return live ?? saved ?? NONE;
}
