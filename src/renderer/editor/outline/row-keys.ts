/** The place of a row in the whole list, from 0. Not all rows are in the page. */
export function placeOf(row: EventTarget): number {
  return row instanceof Element ? Number(row.getAttribute('aria-posinset')) - 1 : -1;
}

/** The place that a key leads to from a row of a list; undefined for a key that leads nowhere. */
export function placeAfter(key: string, at: number, total: number): number | undefined {
  const places: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(total - 1, at + 1),
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: total - 1,
  };
  return places[key];
}
