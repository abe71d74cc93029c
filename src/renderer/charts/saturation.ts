import type { Histogram, InputDistribution } from '../../contract/contract';
import type { ScalarFunction } from '../../graph-runtime/compile/scalar-function';

/** Below this part of its steepest slope, a function passes almost no gradient on. */
const FLAT = 0.05;
/** The part of the axis in which the steepest slope is looked for. */
const REACH = 8;
/** Half the width of a drawing, the smallest that most inputs fit in. */
const HALF_WIDTHS = [8, 16, 32, 64] as const;
const SAMPLES = 240;

export interface CurvePoint {
  readonly x: number;
  readonly value: number;
  readonly slope: number;
}

/** The function at even distances from `-halfWidth` to `halfWidth`. */
export function sampleFunction(f: ScalarFunction, halfWidth: number): readonly CurvePoint[] {
  return Array.from({ length: SAMPLES + 1 }, (_, at) => {
    const x = ((2 * at) / SAMPLES - 1) * halfWidth;
    return { x, ...f(x) };
  });
}

/** How far from zero a drawing reaches: 8 as in textbooks, further where more than one input in a hundred lies beyond. */
export function halfWidthFor(histogram: Histogram | null): number {
  const [narrowest] = HALF_WIDTHS;
  if (histogram === null) return narrowest;
  return HALF_WIDTHS.find((width) => shareOf(histogram, (x) => Math.abs(x) > width) <= 0.01) ?? 64;
}

export interface Saturation {
  /** Of all inputs, those that lie where the function is flat. */
  readonly flatShare: number;
  /** Units whose inputs all lie there, whatever the image: almost nothing reaches the weights before them. */
  readonly flatUnits: number;
  readonly units: number;
}

/** How much of what enters a function lies where its slope is almost zero. */
export function saturationOf(f: ScalarFunction, distribution: InputDistribution): Saturation {
  const steepest = Math.max(...sampleFunction(f, REACH).map(({ slope }) => Math.abs(slope)));
  const isFlat = (x: number) => Math.abs(f(x).slope) < FLAT * steepest;
  const { histogram, minimums, maximums } = distribution;
  let flatUnits = 0;
  minimums.forEach((minimum, unit) => {
    if (isFlatBetween(isFlat, minimum, maximums[unit] ?? minimum)) flatUnits += 1;
  });
  return { flatShare: shareOf(histogram, isFlat), flatUnits, units: minimums.length };
}

function isFlatBetween(isFlat: (x: number) => boolean, minimum: number, maximum: number): boolean {
  const steps = 32;
  for (let at = 0; at <= steps; at += 1) {
    if (!isFlat(minimum + ((maximum - minimum) * at) / steps)) return false;
  }
  return true;
}

/** Share of the values of which `matches` is true, each bin at its middle. */
function shareOf({ minimum, maximum, counts }: Histogram, matches: (x: number) => boolean): number {
  const width = (maximum - minimum) / counts.length;
  let matching = 0;
  let all = 0;
  counts.forEach((count, bin) => {
    all += count;
    if (matches(minimum + (bin + 0.5) * width)) matching += count;
  });
  return all === 0 ? 0 : matching / all;
}
