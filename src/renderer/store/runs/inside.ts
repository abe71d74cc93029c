import { useMemo } from 'react';
import { create } from 'zustand';
import type { Sample } from '../../../contract/contract';

/** What is looked at inside the network. */
interface InsideState {
  /** The test image that goes through the network. */
  readonly index: number;
  /** Numbers that are set in place of those of the image, by their names, for the run whose network takes them. */
  readonly given: { readonly runId: string; readonly numbers: Readonly<Record<string, number>> } | null;
  /** Small activation maps beside the cards of the canvas. */
  readonly isOnCards: boolean;
  /** What is listed of the whole network. */
  readonly list: 'health' | 'times';
  /** Asks again every few seconds while the network is in training. */
  readonly isLive: boolean;
  change(changes: Partial<Pick<InsideState, 'index' | 'given' | 'isOnCards' | 'isLive' | 'list'>>): void;
}

export const useInside = create<InsideState>()((set) => ({
  index: 0,
  given: null,
  isOnCards: false,
  isLive: true,
  list: 'health',
  // Another image has its own numbers.
  change: (changes) => set(changes.index === undefined ? changes : { given: null, ...changes }),
}));

/** The chosen image as the contract names it. */
export interface InsideSample {
  /** The same object as long as it is the same image with the same numbers. */
  readonly sample: Sample;
  /** Names it. */
  readonly key: string;
}

/** The chosen image with the numbers that are set beside it. */
export function useInsideSample(runId: string): InsideSample {
  const index = useInside((state) => state.index);
  const numbers = useInside(({ given }) => (given?.runId === runId ? given.numbers : null));
  return useMemo(() => {
    const sample: Sample = {
      ...{ type: 'dataset', split: 'test', index },
      ...(numbers !== null && { numbers: { ...numbers } }),
    };
    return { sample, key: JSON.stringify(sample) };
  }, [index, numbers]);
}
