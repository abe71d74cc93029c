import { create } from 'zustand';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { usePreferences } from '../bridge/preferences';
import { useDocument } from '../document/document';
import { findNode } from '../document/network';
import { currentRun, isTraining, runsStore } from '../runs/runs';
import { useView } from './view';

/** The stops of the tour, in their order. Most continue by themselves when their user has done what they ask for. */
export const TOUR_STOPS = ['welcome', 'select', 'change', 'undo', 'train', 'watch', 'end'] as const;
export type TourStop = (typeof TOUR_STOPS)[number];

interface TourState {
  /** Null while no tour is active. */
  readonly stop: TourStop | null;
  /** Its card is out of the way; the tour continues, and the command that starts it brings the card back. */
  readonly isHidden: boolean;
  start(): void;
  setHidden(isHidden: boolean): void;
  next(): void;
  /** The tour is over, also when it was declined; it is not offered again. */
  end(): void;
}

export const useTour = create<TourState>()((set, get) => ({
  stop: null,
  isHidden: false,
  start: () => set({ stop: 'welcome', isHidden: false }),
  setHidden: (isHidden) => set({ isHidden }),
  next: () => {
    const { stop } = get();
    const at = stop === null ? -1 : TOUR_STOPS.indexOf(stop);
    const following = TOUR_STOPS[at + 1];
    if (following === undefined) get().end();
    else set({ stop: following });
  },
  end: () => {
    set({ stop: null });
    void usePreferences.getState().change({ isTourDone: true });
  },
}));

/** The layer the tour looks at: LeNet's first convolution. */
const TOUR_NODE = 'conv1';

function filtersOf(document: NetloomDocument): unknown {
  return findNode(document, null, TOUR_NODE)?.parameters?.filters;
}

/** Whether what a stop asks for has been done. */
function isDone(stop: TourStop, start: NetloomDocument): boolean {
  switch (stop) {
    case 'welcome':
    case 'end':
      return false;
    case 'select':
      return useView.getState().selectedNodes.has(TOUR_NODE);
    case 'change':
      return filtersOf(useDocument.getState().document) !== filtersOf(start);
    case 'undo':
      return filtersOf(useDocument.getState().document) === filtersOf(start);
    case 'train':
      return isTraining(runsStore.getState());
    case 'watch':
      return currentRun(runsStore.getState())?.phase === 'done';
  }
}

/** Watches what the user does and takes the tour on. Returns the function that ends watching. */
export function followTour(): () => void {
  const { document: start, generation } = useDocument.getState();
  const look = () => {
    const { stop, next, end } = useTour.getState();
    if (stop === null) return;
    // Another network was opened: the tour is about LeNet.
    if (useDocument.getState().generation !== generation) end();
    else if (isDone(stop, start)) next();
  };
  const watched = [useDocument.subscribe(look), useView.subscribe(look), runsStore.subscribe(look)];
  return () => {
    for (const unsubscribe of watched) unsubscribe();
  };
}
