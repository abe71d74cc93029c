import type { Language } from './text';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/**
 * A number of bytes to three significant digits, in the largest unit of which there is at least one: `900 B`, `3.7 kB`, `312 MB`,
 * `3.24 GB`. Units are powers of 1000, as makers of memory and of graphics cards count, and are written alike in both languages. A
 * dash for what is not a number.
 */
export function formatBytes(bytes: number, language: Language): string {
  if (!Number.isFinite(bytes)) return '–';
  let value = Number(bytes.toPrecision(3));
  let unit = 0;
  // The rounded value decides, so that 999.9 kB becomes 1 MB and not 1000 kB.
  while (Math.abs(value) >= 1000 && unit < UNITS.length - 1) {
    unit += 1;
    value = Number((bytes / 1000 ** unit).toPrecision(3));
  }
  return `${new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(value)} ${UNITS[unit]}`;
}
