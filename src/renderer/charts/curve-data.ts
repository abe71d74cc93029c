/**
 * What lies between a run's numbers and the pixels of a chart: how much of it is drawn, which points of a long curve are
 * for the rest, and how curves with their own places on the axis come into the one table that the plotting library draws.
 */

import { firstAtLeast } from '../../graph-runtime/collections/first-at-least';

/** Points of one curve, ascending in `x`. */
export interface Curve {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** A visible part of the horizontal axis, in its unit. */
export interface AxisRange {
  readonly minimum: number;
  readonly maximum: number;
}

/** One column of places on the axis, then one column of values a curve; null where a curve has no point. */
export type AlignedColumns = [x: number[], ...values: (number | null)[][]];

/**
 * At most `2 * columns` of the curve's points in the range (and one on either side, so that lines run on to the edge): of each
 * column of pixels the lowest and the highest value, in their order. What is drawn is what drawing every point would give,
 * peaks included, and each is a real point, so the crosshair shows measured values. Values that are no numbers are left out.
 */
export function reduceCurve(curve: Curve, range: AxisRange, columns: number): Curve {
  const start = Math.max(0, firstAtLeast(curve.x, range.minimum) - 1);
  const end = Math.min(curve.x.length, firstAtLeast(curve.x, range.maximum) + 1);
  const kept = end - start <= 2 * columns ? allOf(curve, start, end) : extremesOf(curve, start, end, columns);
  return {
    x: kept.map((index) => valueAt(curve.x, index)),
    y: kept.map((index) => valueAt(curve.y, index)),
  };
}

/**
 * The curves in one table: every place where any of them has a point, once, ascending. They are merged from front to back, since each is
 * ascending: sorting all places again would be most of a chart's work.
 */
export function alignCurves(curves: readonly Curve[]): AlignedColumns {
  const x: number[] = [];
  const values = curves.map((): (number | null)[] => []);
  const heads = curves.map(() => 0);
  const placeOf = (curve: Curve, index: number) =>
    index < curve.x.length ? valueAt(curve.x, index) : Number.POSITIVE_INFINITY;
  for (;;) {
    let place = Number.POSITIVE_INFINITY;
    curves.forEach((curve, at) => {
      place = Math.min(place, placeOf(curve, heads[at] ?? 0));
    });
    if (!Number.isFinite(place)) return [x, ...values];
    x.push(place);
    curves.forEach((curve, at) => {
      let head = heads[at] ?? 0;
      let value: number | null = null;
      for (; placeOf(curve, head) === place; head += 1) {
        const found = valueAt(curve.y, head);
        if (Number.isFinite(found)) value = found;
      }
      heads[at] = head;
      values[at]?.push(value);
    });
  }
}

/** The row nearest to `row` on the axis where the column has a value; null when it has none at all. */
export function nearestFilledRow(
  x: ArrayLike<number>,
  column: ArrayLike<number | null | undefined>,
  row: number,
): number | null {
  let before = row;
  while (before >= 0 && column[before] == null) before -= 1;
  let after = row;
  while (after < column.length && column[after] == null) after += 1;
  if (before < 0) return after < column.length ? after : null;
  if (after >= column.length) return before;
  const place = valueAt(x, row);
  return place - valueAt(x, before) <= valueAt(x, after) - place ? before : after;
}

function allOf(curve: Curve, start: number, end: number): number[] {
  const kept: number[] = [];
  for (let index = start; index < end; index += 1) if (Number.isFinite(curve.y[index])) kept.push(index);
  return kept;
}

function extremesOf(curve: Curve, start: number, end: number, columns: number): number[] {
  const kept: number[] = [];
  const perColumn = (end - start) / columns;
  for (let column = 0; column < columns; column += 1) {
    const from = start + Math.floor(column * perColumn);
    const to = start + Math.floor((column + 1) * perColumn);
    let lowest = -1;
    let highest = -1;
    for (let index = from; index < to; index += 1) {
      const value = valueAt(curve.y, index);
      if (!Number.isFinite(value)) continue;
      if (lowest < 0 || value < valueAt(curve.y, lowest)) lowest = index;
      if (highest < 0 || value > valueAt(curve.y, highest)) highest = index;
    }
    if (lowest < 0) continue;
    kept.push(Math.min(lowest, highest));
    if (lowest !== highest) kept.push(Math.max(lowest, highest));
  }
  return kept;
}

/** The type of an array-like says a value may be missing; within its length it never is. */
function valueAt(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}
