import { epochTimes } from '../../contract/contract';
import type { Language } from '../../graph-runtime/text/text';
import type { XAxis } from '../store/runs/curve-view';
import type { RunRecord } from '../store/runs/runs-record';
import { formatCount, formatDuration } from '../ui/figures';
import type { AxisRange } from './curve-data';

/** Where a run's points lie on the horizontal axis: by epoch, by step, or by the time that was trained. */

type Run = Pick<RunRecord, 'compiled' | 'epochs' | 'steps'>;

const COLUMNS = { epochs: 'epoch', steps: 'step', time: 'trainingSeconds' } as const;

/** The message that names an axis at its end, and one that says where the crosshair is. */
export const AXIS_LABELS = { epochs: 'epochAxis', steps: 'stepAxis', time: 'timeAxis' } as const;
export const AT_PLACE = { epochs: 'atEpoch', steps: 'atStep', time: 'atTime' } as const;

/**
 * Places of a run's step points, ascending, and how many of the first points have none: earlier versions recorded no times, so a run that was
 * begun by one of them and resumed by this one has times from there on.
 */
export function stepPlaces({ steps }: Run, axis: XAxis): { readonly from: number; readonly x: Float64Array } {
  const places = steps.column(COLUMNS[axis]);
  let from = 0;
  while (from < places.length && !Number.isFinite(places[from])) from += 1;
  return { from, x: places.subarray(from) };
}

/** Places of the ends of a run's epochs, ascending; empty where they are not known. */
export function epochPlaces(run: Run, axis: XAxis): readonly number[] {
  if (axis === 'time') return epochTimes(run.epochs);
  const perEpoch = axis === 'steps' ? stepsPerEpochOf(run) : 1;
  return Number.isFinite(perEpoch) ? run.epochs.map(({ epoch }) => epoch * perEpoch) : [];
}

/** Of a saved run: as its points say it; NaN where there is none. */
export function stepsPerEpochOf({ compiled, steps }: Run): number {
  if (compiled !== null) return compiled.stepsPerEpoch;
  const last = steps.length - 1;
  return Math.round((steps.column('step')[last] ?? Number.NaN) / (steps.epochs[last] ?? Number.NaN));
}

/** Whether all points of a run have a place on the axis. */
export function isPlaced(run: Run, axis: XAxis): boolean {
  return stepPlaces(run, axis).from === 0;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** 1, 2 and 5 of each power of ten. */
const powersOfTen = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at).flatMap((power) =>
    [1, 2, 5].map((digit) => digit * 10 ** power),
  );

/** Distances between marks, ascending: whole epochs and steps, and times that clocks have. */
const MARK_DISTANCES: Readonly<Record<XAxis, readonly number[]>> = {
  epochs: powersOfTen(-3, 4),
  steps: powersOfTen(0, 9),
  time: [
    ...powersOfTen(-2, 0),
    ...[10, 15, 30],
    ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
    ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
    ...powersOfTen(0, 3).map((days) => days * DAY),
  ],
};

/** What an axis shows first, and what it grows to in turn. */
const SIZES: Readonly<Record<XAxis, readonly number[]>> = {
  epochs: powersOfTen(0, 9),
  steps: powersOfTen(2, 12),
  time: [
    ...[10, 20, 30],
    ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * MINUTE),
    ...powersOfTen(0, 6).map((hours) => hours * HOUR),
  ],
};

/** Distances between marks that the axis may have, ascending. */
export function markDistances(axis: XAxis): readonly number[] {
  return MARK_DISTANCES[axis];
}

/**
 * The part of the axis to show while a run is in progress: all of a short run at once would leave its beginning a few pixels, so the
 * axis grows in steps with it, at most to where it will end.
 */
export function growingRange(done: number, inAll: number, axis: XAxis = 'epochs'): AxisRange {
  const sizes = SIZES[axis];
  const [first = 1] = sizes;
  const grown = sizes.find((size) => size >= done) ?? done;
  const end = Math.min(Math.max(inAll, done), grown);
  return { minimum: 0, maximum: axis === 'epochs' ? Math.max(first, end) : end > 0 ? end : first };
}

/** Places of at most `most` marks in a range, at round distances. */
export function axisMarks(axis: XAxis, { minimum, maximum }: AxisRange, most: number): number[] {
  const distances = MARK_DISTANCES[axis];
  const distance = distances.find((one) => (maximum - minimum) / one <= most) ?? maximum - minimum;
  const first = Math.ceil(minimum / distance - 1e-9);
  const last = Math.floor(maximum / distance + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) =>
    Number(((first + at) * distance).toPrecision(9)),
  );
}

/** A mark of the axis, as short as it can be. */
export function formatMark(axis: XAxis, place: number, language: Language): string {
  if (axis === 'time') return formatClock(place, language);
  if (axis === 'epochs') return String(Number(place.toPrecision(6)));
  return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 }).format(place);
}

/** A place on the axis, exactly. */
export function formatPlace(axis: XAxis, place: number, language: Language): string {
  if (axis === 'time') return formatDuration(place, language, true);
  return axis === 'epochs' ? place.toFixed(2) : formatCount(Math.round(place), language);
}

const UNITS = [
  { unit: 'day', seconds: DAY },
  { unit: 'hour', seconds: HOUR },
  { unit: 'minute', seconds: MINUTE },
] as const;

/** `30s`, `2m`, `1h 30m`: marks lie at whole units, so that two units say all. */
function formatClock(place: number, language: Language): string {
  const inUnit = (value: number, unit: string) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'narrow',
      maximumFractionDigits: 2,
    }).format(value);
  const parts: string[] = [];
  let rest = place;
  for (const { unit, seconds } of UNITS) {
    const whole = Math.floor(rest / seconds + 1e-9);
    if (whole === 0) continue;
    parts.push(inUnit(whole, unit));
    rest -= whole * seconds;
  }
  const second = Number(rest.toFixed(2));
  if (second > 0 || parts.length === 0) parts.push(inUnit(Math.max(0, second), 'second'));
  return parts.join(' ');
}
