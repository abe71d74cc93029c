import {
  defaultRangeExtractor,
  measureElement,
  observeElementRect,
  useVirtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useCallback, useRef } from 'react';

/** Rows drawn above and below those in sight, so that the Tab key finds the next one. */
const OVERSCAN = 12;

/** The box before it has been measured. */
const UNMEASURED = { width: 0, height: 600 };

export interface VirtualRowsOptions {
  /** Rows there are. */
  readonly count: number;
  /** Height of a row before it is measured, in pixels. */
  readonly estimate: number;
  /** Space between rows, in pixels. */
  readonly gap?: number;
  /** Space above the first row and below the last one, in pixels: the box itself has none, or `reveal` would be off by it. */
  readonly padding?: number;
  readonly keyOf: (index: number) => string;
  /**
   * Rows that are drawn wherever the list is scrolled to: the one that has the focus, or would get it. Those of a table cannot be: the
   * space between rows is theirs to keep (`space`).
   */
  readonly kept?: readonly number[];
}

export interface VirtualRow {
  readonly index: number;
  readonly key: string;
  /** Space above it that rows take which are not drawn, in pixels; without `kept`, always 0. */
  readonly space: number;
}

export interface VirtualRows {
  /** For the element that scrolls. */
  readonly box: RefObject<HTMLDivElement | null>;
  /** The rows that are drawn, in order; each takes `measure` as its ref and `data-index`. */
  readonly rows: readonly VirtualRow[];
  readonly measure: (row: Element | null) => void;
  /** Scrolls until a row is in sight, as little as that takes. It stays the same function. */
  readonly reveal: (index: number) => void;
  /** Space that the rows before and after the drawn ones take, in pixels. */
  readonly before: number;
  readonly after: number;
}

/** A list or table of any length of which only the rows in sight are in the page. */
export function useVirtualRows(options: VirtualRowsOptions): VirtualRows {
  const { count, estimate, gap = 0, padding = 0, keyOf, kept = [] } = options;
  const box = useRef<HTMLDivElement | null>(null);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    gap,
    paddingStart: padding,
    paddingEnd: padding,
    getScrollElement: () => box.current,
    estimateSize: () => estimate,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    rangeExtractor: (range) => {
      const drawn = new Set(defaultRangeExtractor(range));
      for (const index of kept) if (index >= 0 && index < count) drawn.add(index);
      return [...drawn].sort((a, b) => a - b);
    },
    initialRect: UNMEASURED,
    // What is not laid out, e.g. in a hidden part of the window, has no size yet; it is not a box for no rows, or rows of no height.
    observeElementRect: (instance, report) =>
      observeElementRect(instance, (rect) => report(rect.height === 0 ? UNMEASURED : rect)),
    measureElement: (...given) => measureElement(...given) || estimate,
  });
  // The virtualizer corrects the offset while the rows on the way are measured; `scrollIntoView` would not.
  const reveal = useCallback(
    (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    [virtualizer],
  );
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1);
  return {
    box,
    rows: items.map(({ index, key, start }, at) => {
      const previous = items[at - 1];
      return { index, key: String(key), space: previous === undefined ? 0 : start - gap - previous.end };
    }),
    measure: virtualizer.measureElement,
    reveal,
    before: items[0]?.start ?? 0,
    after: last === undefined ? 0 : virtualizer.getTotalSize() - last.end,
  };
}
