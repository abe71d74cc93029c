import { create } from 'zustand';
import type { Sample } from '../../../contract/contract';

/** What is looked at inside the network. */
interface InsideState {
  /** The test image that goes through the network. */
  readonly index: number;
  /** Small activation maps beside the cards of the canvas. */
  readonly isOnCards: boolean;
  /** What is listed of the whole network. */
  readonly list: 'health' | 'times';
  /** Asks again every few seconds while the network is in training. */
  readonly isLive: boolean;
  change(changes: Partial<Pick<InsideState, 'index' | 'isOnCards' | 'isLive' | 'list'>>): void;
}

export const useInside = create<InsideState>()((set) => ({
  index: 0,
  isOnCards: false,
  isLive: true,
  list: 'health',
  change: (changes) => set(changes),
}));

/** The chosen image as the contract names it. */
export function sampleOf(index: number): Sample {
  return { type: 'dataset', split: 'test', index };
}
