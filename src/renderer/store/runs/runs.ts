import { createStore, type StoreApi, useStore } from 'zustand';
import {
  type Failure,
  isActivePhase,
  type NetloomBridge,
  type RunEvent,
  type RunPhase,
  type RunRequest,
  reopenRun,
  requestOfRun,
} from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { bridge as windowBridge } from '../bridge/bridge';
import { useCurveView } from './curve-view';
import {
  applyRunEvent,
  createRunRecord,
  type RunRecord,
  runFromDetails,
  runFromSnapshot,
} from './runs-record';
import { askForPlace, placeOfNextRun } from './together-question';

/** The current run and the earlier ones kept to compare it with; the oldest leaves when another comes. */
const RUNS_KEPT = 5;

export interface RunsState {
  /** Runs of this window, oldest first. The last one is the run in progress or the last one that was. */
  readonly runs: readonly RunRecord[];
  /** Earlier runs whose curves are not laid under the current one's. */
  readonly hiddenRunIds: ReadonlySet<string>;
  /** The request to start is on its way: no run has an id yet. */
  readonly isStarting: boolean;
  /** Why the last request to start or stop was refused; null when it was not. */
  readonly requestFailure: Failure | null;
  /** Asks main to train the document, from the weights of a saved run if one is named. A refusal ends in `requestFailure`. */
  start(document: NetloomDocument, initialWeightsFrom?: string): Promise<void>;
  /** Asks main to stop the run in progress; does nothing when there is none. */
  stop(): Promise<void>;
  /** Stops the run in progress, if there is one, and resolves when it has ended: false when it could not be stopped. */
  stopAndWait(): Promise<boolean>;
  /** Asks main to hold the run in progress after its step; it keeps its place in memory. */
  pause(): Promise<void>;
  /** Lets a paused run continue. */
  continueRun(): Promise<void>;
  /** Resumes an ended run at its checkpoint; with `epochs`, up to that many in all. */
  resume(runId: string, epochs?: number): Promise<void>;
  setRunShown(runId: string, isShown: boolean): void;
}

export type RunsStore = StoreApi<RunsState>;

/** The run in progress or the last one; null when nothing was trained yet. */
export function currentRun(state: RunsState): RunRecord | null {
  return state.runs[state.runs.length - 1] ?? null;
}

/** True from the click on Train until the run has ended. */
export function isTraining(state: RunsState): boolean {
  const run = currentRun(state);
  return state.isStarting || (run !== null && isActivePhase(run.phase));
}

/**
 * The mirror of the trainer's runs. It holds nothing the trainer did not say, so closing it loses nothing: after a reload
 * `connectRuns` asks main for the run in progress.
 */
export function createRunsStore(bridge: () => NetloomBridge): RunsStore {
  return createStore<RunsState>()((set, get, store) => ({
    runs: [],
    hiddenRunIds: new Set(),
    isStarting: false,
    requestFailure: null,
    start: startAction(bridge, set, get),
    resume: resumeAction(bridge, set, get),
    stop: requestAction('stop', bridge, set, get),
    stopAndWait: async () => {
      await get().stop();
      await runOver(store);
      return !isTraining(get());
    },
    pause: requestAction('pause', bridge, set, get),
    continueRun: requestAction('continue', bridge, set, get),
    setRunShown: (runId, isShown) =>
      set((state) => {
        const hidden = new Set(state.hiddenRunIds);
        if (isShown) hidden.delete(runId);
        else hidden.add(runId);
        return { hiddenRunIds: hidden };
      }),
  }));
}

type SetRuns = RunsStore['setState'];
type GetRuns = RunsStore['getState'];

function startAction(bridge: () => NetloomBridge, set: SetRuns, get: GetRuns): RunsState['start'] {
  return async (document, initialWeightsFrom) => {
    if (isTraining(get())) return;
    const place = placeOfNextRun() ?? (await askForPlace(document));
    if (place === null || isTraining(get())) return;
    set({ isStarting: true, requestFailure: null });
    const request = {
      ...{ document, ...place },
      ...(initialWeightsFrom !== undefined && { initialWeightsFrom }),
    };
    const reply = await bridge().invoke('run:start', request);
    if (!reply.ok) {
      set({ isStarting: false, requestFailure: reply.error });
      return;
    }
    const { runId } = reply.value;
    // A part of an earlier run may be zoomed into, where the new one has nothing yet.
    useCurveView.getState().change({ zoom: null });
    // The run's first events may have come before this reply; then it is already there, without its name.
    set((state) => ({
      isStarting: false,
      runs: state.runs.some((run) => run.runId === runId)
        ? state.runs.map((run) =>
            run.runId === runId ? { ...run, documentName: document.name, document } : run,
          )
        : addRun(state.runs, createRunRecord(runId, document.name, document)),
    }));
  };
}

function resumeAction(bridge: () => NetloomBridge, set: SetRuns, get: GetRuns): RunsState['resume'] {
  const fetchRun = async (runId: string): Promise<RunRecord | null> => {
    const reply = await bridge().invoke('runs:get', { runId });
    return reply.ok ? runFromDetails(reply.value) : null;
  };
  return async (runId, epochs) => {
    if (isTraining(get())) return;
    // What it trains, for the question.
    const known = get().runs.find((run) => run.runId === runId) ?? (await fetchRun(runId));
    const place = placeOfNextRun() ?? (await askForPlace(known?.document ?? null));
    if (place === null || isTraining(get())) return;
    set({ isStarting: true, requestFailure: null });
    const { runs: before } = get();
    // With its curves so far it is there before the first new event comes, which may be before main's reply.
    if (known !== null) {
      const others = before.filter((run) => run.runId !== runId);
      set({ runs: addRun(others, reopenRun(known)) });
    }
    const request = { runId, ...place, ...(epochs !== undefined && { epochs }) };
    const reply = await bridge().invoke('run:resume', request);
    set(reply.ok ? { isStarting: false } : { isStarting: false, requestFailure: reply.error, runs: before });
  };
}

/** Resolves when no run is in progress any more, or a request was refused. */
function runOver(store: RunsStore): Promise<void> {
  const isOver = (state: RunsState) => !isTraining(state) || state.requestFailure !== null;
  return new Promise((resolve) => {
    if (isOver(store.getState())) return resolve();
    const unsubscribe = store.subscribe((state) => {
      if (!isOver(state)) return;
      unsubscribe();
      resolve();
    });
  });
}

/** Asks something of the run in progress; its phase is shown at once, and taken back when main refuses. */
function requestAction(
  request: RunRequest,
  bridge: () => NetloomBridge,
  set: SetRuns,
  get: GetRuns,
): () => Promise<void> {
  return async () => {
    const run = currentRun(get());
    if (run === null) return;
    const { phase } = requestOfRun(run, request);
    if (phase === run.phase) return;
    set((state) => ({ requestFailure: null, runs: withPhase(state.runs, run.runId, phase) }));
    const reply = await bridge().invoke(`run:${request}`, { runId: run.runId });
    if (reply.ok) return;
    // A run that has ended by itself meanwhile has nothing to stop, and that is no failure.
    set((state) =>
      state.runs.some((other) => other.runId === run.runId && isActivePhase(other.phase))
        ? { requestFailure: reply.error, runs: withPhase(state.runs, run.runId, run.phase) }
        : {},
    );
  };
}

/**
 * Listens to the trainer and attaches to the run main knows of. Returns the function that ends it.
 *
 * Events that come in while main's answer is on its way are kept back and applied after it.
 */
export function connectRuns(store: RunsStore, bridge: NetloomBridge): () => void {
  let early: { runId: string; event: RunEvent }[] | null = [];
  const unsubscribe = bridge.on('run:event', ({ runId, event }) => {
    const { runs, isStarting } = store.getState();
    // One that main follows again has a beginning that this window has not seen.
    const isKnown = isStarting || runs.some((run) => run.runId === runId);
    if (early !== null) {
      early.push({ runId, event });
      return;
    }
    receive(store, runId, event);
    if (!isKnown) attach();
  });
  const attach = () =>
    void bridge.invoke('run:current', undefined).then((reply) => {
      if (reply.ok && reply.value !== null) {
        const restored = runFromSnapshot(reply.value);
        store.setState((state) => ({
          runs: addRun(
            state.runs.filter((run) => run.runId !== restored.runId),
            restored,
          ),
        }));
      } else if (!reply.ok) {
        store.setState({ requestFailure: reply.error });
      }
      const waiting = early ?? [];
      early = null;
      for (const { runId, event } of waiting) receive(store, runId, event);
    });
  attach();
  return unsubscribe;
}

function receive(store: RunsStore, runId: string, event: RunEvent): void {
  store.setState((state) => {
    if (!state.runs.some((run) => run.runId === runId)) {
      const run = createRunRecord(runId, '');
      return { runs: addRun(state.runs, applyRunEvent(run, event)) };
    }
    return { runs: state.runs.map((run) => (run.runId === runId ? applyRunEvent(run, event) : run)) };
  });
}

/** The runs with another phase for one of them, if it is still active. */
function withPhase(runs: readonly RunRecord[], runId: string, phase: RunPhase): readonly RunRecord[] {
  return runs.map((run) => (run.runId === runId && isActivePhase(run.phase) ? { ...run, phase } : run));
}

function addRun(runs: readonly RunRecord[], run: RunRecord): readonly RunRecord[] {
  return [...runs, run].slice(-RUNS_KEPT);
}

/** The window's runs. */
export const runsStore = createRunsStore(windowBridge);

/** Reads from the window's runs; the component renders again when what `select` returns changes. */
export function useRuns<T>(select: (state: RunsState) => T): T {
  return useStore(runsStore, select);
}
