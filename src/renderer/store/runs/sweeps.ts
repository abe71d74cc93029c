import { create } from 'zustand';
import type { SweepRequest, SweepSummary } from '../../../contract/contract';
import { listen, request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';

interface SweepsState {
  /** The newest first; null until main has answered. */
  readonly sweeps: readonly SweepSummary[] | null;
  /** The sweep that is shown; null: the newest. */
  readonly opened: string | null;
  load(): Promise<void>;
  /** Queues the sweep; true when main has taken it. */
  start(sweep: SweepRequest): Promise<boolean>;
  cancel(sweepId: string): Promise<void>;
  resume(sweepId: string): Promise<void>;
  open(sweepId: string | null): void;
}

/** The window's copy of main's list of sweeps. */
export const useSweeps = create<SweepsState>()((set, get) => ({
  sweeps: null,
  opened: null,
  load: async () => {
    const reply = await request('sweep:list', undefined);
    if (!reply.ok) showFailure(reply.error);
    else set({ sweeps: [...reply.value].sort((a, b) => b.startedAt - a.startedAt) });
  },
  start: async (sweep) => {
    const reply = await request('sweep:start', sweep);
    if (!reply.ok) {
      showFailure(reply.error);
      return false;
    }
    await get().load();
    set({ opened: reply.value.sweepId });
    return true;
  },
  cancel: async (sweepId) => {
    const reply = await request('sweep:cancel', { sweepId });
    if (!reply.ok) showFailure(reply.error);
  },
  resume: async (sweepId) => {
    const reply = await request('sweep:resume', { sweepId });
    if (!reply.ok) showFailure(reply.error);
  },
  open: (opened) => set({ opened }),
}));

/** Keeps the copy true. Returns the function that ends it. */
export function connectSweeps(): () => void {
  const stop = listen('sweep:changed', () => void useSweeps.getState().load());
  void useSweeps.getState().load();
  return stop;
}
