import { create } from 'zustand';
import type { EvaluationResult, Failure } from '../../../contract/contract';
import { inspectRun } from './inspect';
import { runsStore } from './runs';
import { stepOf } from './subject';

interface EvaluationsState {
  readonly results: ReadonlyMap<string, EvaluationResult>;
  /** The step each run had reached when it was last evaluated (`useStepOf`): a run that has continued since is evaluated again. */
  readonly askedAt: ReadonlyMap<string, number>;
  /** The run that is being evaluated. */
  readonly busy: string | null;
  readonly failure: Failure | null;
  /** Runs the whole test set through a run's network; does nothing while another evaluation is running. */
  evaluate(runId: string): Promise<void>;
}

/** Results on the test set, the last of each run. */
export const useEvaluations = create<EvaluationsState>()((set, get) => ({
  results: new Map(),
  askedAt: new Map(),
  busy: null,
  failure: null,
  evaluate: async (runId) => {
    if (get().busy !== null) return;
    const step = stepOf(runsStore.getState(), runId);
    set({ busy: runId, failure: null, askedAt: new Map(get().askedAt).set(runId, step) });
    const reply = await inspectRun(runId, { type: 'evaluation' });
    set((state) =>
      reply.ok
        ? { busy: null, results: new Map(state.results).set(runId, reply.value) }
        : { busy: null, failure: reply.error },
    );
  },
}));
