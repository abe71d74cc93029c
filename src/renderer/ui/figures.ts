import type { Language } from '../../graph-runtime/text/text';

/** How the panel writes its figures. One place, so that a loss looks the same in the legend, the table and the summary. */

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3_600;
const SECONDS_PER_DAY = 86_400;

type DurationUnit = 'day' | 'hour' | 'minute' | 'second';

/** A duration in its two largest units: `42 s`, `3 min 5 s`, `2 hr 10 min`. Below ten seconds with one decimal when `isExact`. */
export function formatDuration(seconds: number, language: Language, isExact = false): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–';
  if (isExact && seconds < 9.95) return inUnit(seconds, 'second', language, 1);
  const whole = Math.round(seconds);
  if (whole < SECONDS_PER_MINUTE) return inUnit(whole, 'second', language);
  if (whole < SECONDS_PER_HOUR) return inUnits(whole, 'minute', SECONDS_PER_MINUTE, 'second', 1, language);
  if (whole < SECONDS_PER_DAY) {
    return inUnits(whole, 'hour', SECONDS_PER_HOUR, 'minute', SECONDS_PER_MINUTE, language);
  }
  return inUnits(whole, 'day', SECONDS_PER_DAY, 'hour', SECONDS_PER_HOUR, language);
}

/** A count or a rate with grouped digits, to three significant figures below 100: `19,640`, `38.4`, `0.52`. */
export function formatCount(value: number, language: Language): string {
  if (!Number.isFinite(value)) return '–';
  const options = value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 };
  return new Intl.NumberFormat(language, options).format(value);
}

/** A fraction as a percentage with two decimals, `72.20%`: with ten thousand test images that is exact. A dash where there is none. */
export function formatAccuracy(fraction: number | undefined, language: Language): string {
  if (fraction === undefined) return '–';
  return formatPercentage(fraction, language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A fraction as a percentage, as the language writes it: `12.5%`; with at most one decimal unless specified otherwise. */
export function formatPercentage(
  fraction: number,
  language: Language,
  digits: Pick<Intl.NumberFormatOptions, 'minimumFractionDigits' | 'maximumFractionDigits'> = {
    maximumFractionDigits: 1,
  },
): string {
  if (!Number.isFinite(fraction)) return '–';
  return new Intl.NumberFormat(language, { style: 'percent', ...digits }).format(fraction);
}

/** A loss with four decimals, or in powers of ten where four decimals would say nothing. */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss)) return '–';
  const size = Math.abs(loss);
  return size !== 0 && (size < 0.001 || size >= 10_000) ? loss.toExponential(3) : loss.toFixed(4);
}

/** A number of the data, with four significant digits: `23.41`, `1,204`, `-0.00312`; in powers of ten where it is very small or large. */
export function formatValue(value: number, language: Language): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(3);
  const options = size >= 1_000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
  return new Intl.NumberFormat(language, options).format(value);
}

/** How many times as fast something is, with one decimal below ten: `1.8`, `12`. */
export function formatFactor(factor: number, language: Language): string {
  const digits = factor < 9.95 ? 1 : 0;
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(factor);
}

/** What a line carries, two digits of it: `0.94`, `2.5`, `100`. */
export function formatLine(speed: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumSignificantDigits: speed < 100 ? 2 : 3 }).format(speed);
}

/** A short time in whole milliseconds, at least one: `12 ms`; in seconds from ten of them on. */
export function formatMilliseconds(seconds: number, language: Language): string {
  if (seconds >= 10) return formatDuration(seconds, language);
  const value = Math.max(1, Math.round(1000 * seconds));
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'millisecond', unitDisplay: 'short' }).format(
    value,
  );
}

/** A learning rate with this many significant digits, as short as it can be: `0.9`, `0.0003`, `2.22e-6`. */
export function formatRate(rate: number, digits: number): string {
  if (!Number.isFinite(rate)) return '–';
  const rounded = Number(rate.toPrecision(digits));
  return rounded !== 0 && Math.abs(rounded) < 1e-4 ? rounded.toExponential() : String(rounded);
}

function inUnits(
  seconds: number,
  unit: DurationUnit,
  unitSeconds: number,
  smaller: DurationUnit,
  smallerSeconds: number,
  language: Language,
): string {
  // Rounded to the smaller unit first, so that 59 min 59.7 s becomes 1 hr and not 60 min.
  const rounded = Math.round(seconds / smallerSeconds) * smallerSeconds;
  const rest = (rounded % unitSeconds) / smallerSeconds;
  const first = inUnit(Math.floor(rounded / unitSeconds), unit, language);
  return rest === 0 ? first : `${first} ${inUnit(rest, smaller, language)}`;
}

function inUnit(value: number, unit: DurationUnit, language: Language, decimals = 0): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}
