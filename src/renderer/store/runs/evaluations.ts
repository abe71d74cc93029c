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
  /** The main output each run is asked about, where that is not the first. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Runs the whole test set through a run's network; does nothing while another evaluation is running. */
  evaluate(runId: string): Promise<void>;
  /** Asks about another main output from now on. */
  choose(runId: string, output: string): void;
}

/** Results on the test set, the last of each run. */
export const useEvaluations = create<EvaluationsState>()((set, get) => ({
  results: new Map(),
  askedAt: new Map(),
  busy: null,
  failure: null,
  outputs: new Map(),
  evaluate: async (runId) => {
    if (get().busy !== null) return;
    const step = stepOf(runsStore.getState(), runId);
    set({ busy: runId, failure: null, askedAt: new Map(get().askedAt).set(runId, step) });
    const output = get().outputs.get(runId);
    const reply = await inspectRun(runId, { type: 'evaluation', ...(output !== undefined && { output }) });
    // Another output may have been chosen in the meantime: then it is asked again.
    if (get().outputs.get(runId) !== output) return set({ busy: null });
    set((state) =>
      reply.ok
        ? { busy: null, results: new Map(state.results).set(runId, reply.value) }
        : { busy: null, failure: reply.error },
    );
  },
  choose: (runId, output) =>
    set(({ outputs, results, askedAt }) => ({
      failure: null,
      outputs: new Map(outputs).set(runId, output),
      results: without(results, runId),
      askedAt: without(askedAt, runId),
    })),
}));

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

/** The part of a question that names the output a run is asked about. */
export function useAskedOutput(runId: string): string | undefined {
  return useEvaluations((state) => state.outputs.get(runId));
}
