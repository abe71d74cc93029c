import { type UIEvent, useCallback, useState } from 'react';

/** Rows that a long list begins with, and by which it grows. */
const PORTION = 120;

export interface GrowingList {
  /** How many rows from the first on are to be in the page. */
  readonly count: number;
  /** For the element that scrolls: near the end of the rows there are, more follow. */
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
  /** Brings rows into the page up to a place in the list. */
  readonly growTo: (place: number) => void;
}

/**
 * A list of thousands of rows, of which few are ever looked at: the rows follow as the list is scrolled. `needed`: a row that has to be
 * there, because it is the active one.
 */
export function useGrowingList(total: number, needed = 0): GrowingList {
  const [limit, setLimit] = useState(PORTION);
  const count = Math.min(total, Math.max(limit, needed + PORTION / 2));
  const growTo = useCallback((place: number) => setLimit((before) => Math.max(before, place + 1)), []);
  const onScroll = useCallback(
    ({ currentTarget }: UIEvent<HTMLElement>) => {
      const { scrollTop, clientHeight, scrollHeight } = currentTarget;
      if (count < total && scrollTop + 2 * clientHeight > scrollHeight) growTo(count + PORTION);
    },
    [count, total, growTo],
  );
  return { count, onScroll, growTo };
}
