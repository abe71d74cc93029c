import type { MapBox } from './PlaceMap';

/** The smallest rectangle around all places that are marked, in reading order over rows of `columns`. */
export function fieldBox(places: Uint8Array, columns: number): MapBox {
  let [top, left, bottom, right] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  places.forEach((value, at) => {
    if (value === 0) return;
    const [row, column] = [Math.floor(at / columns), at % columns];
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  });
  if (bottom < 0) return { row: 0, column: 0, height: 0, width: 0 };
  return { row: top, column: left, height: bottom - top + 1, width: right - left + 1 };
}
