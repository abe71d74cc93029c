import type { Language } from './text';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** A duration that is only estimated, in one unit and as exact as an estimate is: `2 sec`, `25 sec`, `8 min`, `1.5 hr`, `12 hr`, `3 days`. */
export function formatAbout(seconds: number, language: Language): string {
  // Ten epochs of two seconds are not ten of five.
  if (seconds < 10) return inUnit(Math.max(1, Math.round(seconds)), 'second', language);
  if (seconds < 90) return inUnit(5 * Math.round(seconds / 5), 'second', language);
  if (seconds < 90 * MINUTE) {
    const minutes = seconds / MINUTE;
    return inUnit(minutes < 20 ? Math.round(minutes) : 5 * Math.round(minutes / 5), 'minute', language);
  }
  if (seconds < 36 * HOUR) return inUnit(halves(seconds / HOUR), 'hour', language);
  return inUnit(halves(seconds / DAY), 'day', language);
}

/** To halves below five, else whole. */
function halves(value: number): number {
  return value < 5 ? Math.round(2 * value) / 2 : Math.round(value);
}

function inUnit(value: number, unit: 'day' | 'hour' | 'minute' | 'second', language: Language): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
