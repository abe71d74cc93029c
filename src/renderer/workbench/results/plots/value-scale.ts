/** A linear axis from the values that are to be seen: its ends and marks are round numbers. */
export interface ValueScale {
  readonly minimum: number;
  readonly maximum: number;
  readonly ticks: readonly number[];
  /** From 0 to 1. */
  place(value: number): number;
}

/** Distances of marks, for each power of ten. */
const STEPS = [1, 2, 2.5, 5, 10] as const;

/**
 * A scale that holds all values that are finite.
 *
 * @param most ticks there may be about
 */
export function valueScale(values: Iterable<number>, most = 6): ValueScale {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) [low, high] = [0, 1];
  if (low === high) {
    const room = Math.abs(low) * 0.1 || 1;
    [low, high] = [low - room, high + room];
  }
  const step = roundStep((high - low) / most);
  const minimum = Math.floor(low / step) * step;
  const count = Math.max(1, Math.ceil((high - minimum) / step - 1e-9));
  const maximum = minimum + count * step;
  return {
    minimum,
    maximum,
    // Sums of tenths are not round.
    ticks: Array.from({ length: count + 1 }, (_, at) => Number((minimum + at * step).toPrecision(12))),
    place: (value) => (value - minimum) / (maximum - minimum),
  };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = STEPS.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}
