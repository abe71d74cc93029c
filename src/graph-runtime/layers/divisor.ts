/** Divisors of channel counts, for layers that work in groups of channels. */

/** The largest number up to `limit` that divides all of `counts`; 1 always does. */
export function largestDivisorUpTo(limit: number, counts: readonly number[]): number {
  for (let candidate = Math.min(limit, ...counts); candidate > 1; candidate -= 1) {
    if (counts.every((count) => count % candidate === 0)) return candidate;
  }
  return 1;
}

/** The divisors of a count for showing, the first seven of them: `1, 2, 3, 4, 6, 8, 12, …`. */
export function divisorsOf(count: number): string {
  const shown: (number | string)[] = [];
  for (let candidate = 1; candidate <= count && shown.length < 8; candidate += 1) {
    if (count % candidate === 0) shown.push(shown.length < 7 ? candidate : '…');
  }
  return shown.join(', ');
}
