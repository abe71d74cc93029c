import { create } from 'zustand';
import type { Failure, LayerTimes } from '../../../contract/contract';
import { inspectRun } from './inspect';

/** How long each layer of a run's network takes, as it was last measured. */
export interface MeasuredTimes {
  readonly times: LayerTimes | null;
  readonly isMeasuring: boolean;
  readonly failure: Failure | null;
}

interface LayerTimesState {
  readonly ofRun: ReadonlyMap<string, MeasuredTimes>;
  /** Measures; what was measured before stays until the new times are there. */
  measure(runId: string): Promise<void>;
}

const NOTHING: MeasuredTimes = { times: null, isMeasuring: false, failure: null };

/** Kept while the window is open: measuring takes seconds, and the figures do not change while the network does not. */
export const useLayerTimes = create<LayerTimesState>()((set, get) => {
  const put = (runId: string, changes: Partial<MeasuredTimes>) => {
    const before = get().ofRun.get(runId) ?? NOTHING;
    set({ ofRun: new Map(get().ofRun).set(runId, { ...before, ...changes }) });
  };
  return {
    ofRun: new Map(),
    measure: async (runId) => {
      if (get().ofRun.get(runId)?.isMeasuring === true) return;
      put(runId, { isMeasuring: true, failure: null });
      const reply = await inspectRun(runId, { type: 'layer-times' });
      put(runId, {
        isMeasuring: false,
        ...(reply.ok ? { times: reply.value } : { failure: reply.error }),
      });
    },
  };
});

export function useLayerTimesOf(runId: string): MeasuredTimes {
  return useLayerTimes((state) => state.ofRun.get(runId) ?? NOTHING);
}
