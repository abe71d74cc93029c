import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef } from 'react';

/** Rows drawn above and below those in sight, so that the Tab key finds the next one. */
const OVERSCAN = 12;

export interface VirtualRowsOptions {
  /** Rows there are. */
  readonly count: number;
  /** Height of a row before it is measured, in pixels. */
  readonly estimate: number;
  /** Space between rows, in pixels. */
  readonly gap?: number;
  readonly keyOf: (index: number) => string;
}

export interface VirtualRows {
  /** For the element that scrolls. */
  readonly box: RefObject<HTMLDivElement | null>;
  /** The rows that are drawn, in order; each takes `measure` as its ref and `data-index`. */
  readonly rows: readonly { readonly index: number; readonly key: string }[];
  readonly measure: (row: Element | null) => void;
  /** Space that the rows before and behind the drawn ones take, in pixels. */
  readonly before: number;
  readonly after: number;
}

/** A list or table of any length of which only the rows in sight are in the page. */
export function useVirtualRows({ count, estimate, gap = 0, keyOf }: VirtualRowsOptions): VirtualRows {
  const box = useRef<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    gap,
    getScrollElement: () => box.current,
    estimateSize: () => estimate,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    // What is drawn before the box has been measured.
    initialRect: { width: 0, height: 600 },
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1);
  return {
    box,
    rows: items.map(({ index, key }) => ({ index, key: String(key) })),
    measure: virtualizer.measureElement,
    before: items[0]?.start ?? 0,
    after: last === undefined ? 0 : virtualizer.getTotalSize() - last.end,
  };
}
