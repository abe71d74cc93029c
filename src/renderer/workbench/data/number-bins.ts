/** How values are spread over equal parts of a range. */
export interface NumberBins {
  readonly least: number;
  readonly most: number;
  readonly counts: readonly number[];
}

/** The smallest and the largest of every `size`-th value from `column` on; null where none is a number. */
export function extentOf(
  values: ArrayLike<number>,
  size: number,
  column: number,
): readonly [least: number, most: number] | null {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = column; at < values.length; at += size) {
    const value = values[at] ?? Number.NaN;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? [least, most] : null;
}

/** Counts values between two ends in `count` bins; what lies outside is left out. */
export function numberBins(
  values: Iterable<number>,
  [least, most]: readonly [number, number],
  count: number,
): NumberBins {
  const counts = new Array<number>(count).fill(0);
  const width = (most - least) / count;
  for (const value of values) {
    if (!(value >= least && value <= most)) continue;
    const bin = width === 0 ? 0 : Math.min(count - 1, Math.floor((value - least) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { least, most, counts };
}

/** The ends of the bins between two of them, whichever comes first. */
export function rangeOfBins(
  { least, most, counts }: NumberBins,
  from: number,
  to: number,
): readonly [least: number, most: number] {
  const width = (most - least) / counts.length;
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  // The last one ends exactly where the values do, whatever the rounding.
  return [least + first * width, last === counts.length - 1 ? most : least + (last + 1) * width];
}
