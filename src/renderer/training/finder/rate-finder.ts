import { create } from 'zustand';
import type { Failure, LearningRatePoint } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { listen, request } from '../../store/bridge/bridge';
import { signatureOf } from '../../store/runs/measured-times';

interface RateFinderState {
  /** Whether its dialog is shown. */
  readonly isOpen: boolean;
  readonly points: readonly LearningRatePoint[];
  readonly phase: 'idle' | 'running' | 'ended';
  readonly failure: Failure | null;
  /** Of the network that is, or was, searched for. */
  readonly signature: string | null;
  start(document: NetloomDocument): void;
  /** Ends the search; it answers with what it has found. */
  stop(): void;
  /** Shows the dialog, and forgets what was found for another network. */
  open(document: NetloomDocument): void;
  /** A search that is in progress continues. */
  close(): void;
}

/**
 * The search for a learning rate. It continues while its dialog is closed; a run that begins ends it. The dialog belongs to the window: panels
 * that open it come and go with the window's width.
 */
export const useRateFinder = create<RateFinderState>()((set, get) => ({
  isOpen: false,
  points: [],
  phase: 'idle',
  failure: null,
  signature: null,
  start: (document) => {
    if (get().phase === 'running') return;
    const stopListening = listen('lr-finder:point', (point) =>
      set(({ points }) => ({ points: [...points, point] })),
    );
    set({ points: [], phase: 'running', failure: null, signature: signatureOf(document) });
    void request('lr-finder:start', { document }).then((reply) => {
      stopListening();
      set(
        reply.ok ? { phase: 'ended', points: reply.value.points } : { phase: 'ended', failure: reply.error },
      );
    });
  },
  stop: () => void request('lr-finder:stop', undefined),
  open: (document) => {
    const { phase, signature } = get();
    const isOfAnother = phase === 'ended' && signature !== signatureOf(document);
    set({
      isOpen: true,
      ...(isOfAnother && { points: [], phase: 'idle', failure: null, signature: null }),
    });
  },
  close: () => set({ isOpen: false }),
}));
