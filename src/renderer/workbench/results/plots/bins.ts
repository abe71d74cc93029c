import { type ValueScale, valueScale } from './value-scale';

/** How many values lie in each of equal parts of a scale. */
export interface Bins {
  readonly scale: ValueScale;
  readonly counts: readonly number[];
  /** Ends of a bin. */
  edges(index: number): readonly [low: number, high: number];
}

/** Counts values; those that are not finite are left out. */
export function binsOf(values: ArrayLike<number>, count: number): Bins {
  const scale = valueScale(Array.from(values));
  const counts = new Array<number>(count).fill(0);
  for (let at = 0; at < values.length; at += 1) {
    const place = scale.place(values[at] ?? Number.NaN);
    if (!Number.isFinite(place)) continue;
    const bin = Math.min(count - 1, Math.floor(place * count));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const width = (scale.maximum - scale.minimum) / count;
  return {
    scale,
    counts,
    edges: (index) => [scale.minimum + index * width, scale.minimum + (index + 1) * width],
  };
}
