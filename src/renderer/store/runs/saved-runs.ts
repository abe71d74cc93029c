import { create } from 'zustand';
import type { RunDetails, RunSummary } from '../../../contract/contract';
import { listen, request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';

/** What a user may change of a saved run. */
export type RunChanges = Partial<
  Pick<RunSummary, 'name' | 'isStarred' | 'notes'> & { readonly waiting: null }
>;

export interface SavedRunsState {
  /** The newest first; null until main has answered. */
  readonly runs: readonly RunSummary[] | null;
  /** Points and document of runs that were looked at. */
  readonly details: ReadonlyMap<string, RunDetails>;
  /** Runs ticked in the list, to be compared, in the order of ticking. */
  readonly chosen: readonly string[];
  load(): Promise<void>;
  /** Fetches a saved run; null when it cannot be had. */
  fetch(runId: string): Promise<RunDetails | null>;
  /** Shown at once, and taken back if main refuses. */
  update(runId: string, changes: RunChanges): Promise<void>;
  remove(runId: string): Promise<boolean>;
  bringBack(runId: string): Promise<void>;
  choose(runId: string, isChosen: boolean): void;
  chooseOnly(runIds: readonly string[]): void;
}

/** Shows what main refused. */
function withChanges(
  runs: readonly RunSummary[] | null,
  runId: string,
  changes: RunChanges,
): readonly RunSummary[] | null {
  return runs?.map((run) => (run.runId === runId ? { ...run, ...changes } : run)) ?? null;
}

/** The window's copy of main's list of saved runs. */
export const useSavedRuns = create<SavedRunsState>()((set, get) => ({
  runs: null,
  details: new Map(),
  chosen: [],
  load: async () => {
    const reply = await request('runs:list', undefined);
    if (!reply.ok) return showFailure(reply.error);
    const runs = [...reply.value].sort((a, b) => b.startedAt - a.startedAt);
    const there = new Set(runs.map((run) => run.runId));
    set((state) => ({ runs, chosen: state.chosen.filter((runId) => there.has(runId)) }));
  },
  fetch: async (runId) => {
    const reply = await request('runs:get', { runId });
    if (!reply.ok) {
      showFailure(reply.error);
      return null;
    }
    set((state) => ({ details: new Map(state.details).set(runId, reply.value) }));
    return reply.value;
  },
  update: async (runId, changes) => {
    const before = get().runs;
    set({ runs: withChanges(before, runId, changes) });
    const reply = await request('runs:update', { runId, ...changes });
    if (reply.ok) return;
    set({ runs: before });
    showFailure(reply.error);
  },
  remove: async (runId) => {
    const reply = await request('runs:delete', { runId });
    if (!reply.ok) {
      showFailure(reply.error);
      return false;
    }
    set((state) => ({
      runs: state.runs?.filter((run) => run.runId !== runId) ?? null,
      chosen: state.chosen.filter((other) => other !== runId),
    }));
    return true;
  },
  bringBack: async (runId) => {
    const reply = await request('runs:undelete', { runId });
    if (!reply.ok) showFailure(reply.error);
    await get().load();
  },
  choose: (runId, isChosen) =>
    set(({ chosen }) => ({
      chosen: [...chosen.filter((other) => other !== runId), ...(isChosen ? [runId] : [])],
    })),
  chooseOnly: (chosen) => set({ chosen }),
}));

/** Changes of a training run come several times a second; the list need not be fetched that often. */
const PAUSE_MILLISECONDS = 300;

/** Keeps the copy true. Returns the function that ends it. */
export function connectSavedRuns(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = listen('runs:changed', () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void useSavedRuns.getState().load();
    }, PAUSE_MILLISECONDS);
  });
  void useSavedRuns.getState().load();
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** The runs ticked to be compared, from the oldest to the newest: what changed reads forward in time. */
export function comparedIds({ runs, chosen }: Pick<SavedRunsState, 'runs' | 'chosen'>): string[] {
  // The list is sorted from the newest to the oldest.
  const place = new Map(runs?.map(({ runId }, index) => [runId, -index]));
  return [...chosen].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
}

/** A saved run's line; null when it is not in the list. */
export function useSavedRun(runId: string | null): RunSummary | null {
  return useSavedRuns((state) => state.runs?.find((run) => run.runId === runId) ?? null);
}
