import { useDataBrowser } from '../../store/view/data-browser';

export interface GridPlace {
  /** Of the active example in the list; -1: none. */
  readonly place: number;
  readonly columns: number;
  readonly count: number;
  readonly rowsInSight: number;
}

/** Where a key leads to; null: nowhere. */
export function placeAfter(key: string, { place, columns, count, rowsInSight }: GridPlace): number | null {
  if (count === 0) return null;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * rowsInSight,
    PageDown: columns * rowsInSight,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return null;
  if (place < 0) return 0;
  const to = place + step;
  // Up and down stay in their column, as long as there is one.
  if (to < 0) return Math.abs(step) === 1 ? 0 : place % columns;
  if (to < count) return to;
  const lastRow = Math.floor((count - 1) / columns);
  const isInLastRow = Math.floor(place / columns) === lastRow;
  return isInLastRow ? place : count - 1;
}

/** Makes the example at a place active: alone, with all from the anchor on (Shift), or beside what is selected (Ctrl). */
export function movedSelection(
  list: Uint32Array,
  to: number,
  { shiftKey, ctrlKey }: { readonly shiftKey: boolean; readonly ctrlKey: boolean },
): void {
  const { anchor, selected, select } = useDataBrowser.getState();
  const example = list[to];
  if (example === undefined) return;
  const from = anchor === null ? -1 : list.indexOf(anchor);
  if (shiftKey && from >= 0) {
    const range = list.subarray(Math.min(from, to), Math.max(from, to) + 1);
    select(example, new Set(ctrlKey ? [...selected, ...range] : range), anchor);
  } else if (ctrlKey) {
    const next = new Set(selected);
    if (!next.delete(example)) next.add(example);
    select(example, next);
  } else select(example, new Set([example]));
}
