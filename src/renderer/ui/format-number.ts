import type { Language } from '../../graph-runtime/text/text';

/** `61.7K`, `11.2M`: counts at a glance. The units are the ones papers use, in both languages. */
export function formatShort(value: number, language: Language): string {
  if (value < 10_000) return formatWhole(value, language);
  // Taiwanese papers write K and M too; the locale's 萬 would not compare with them.
  return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

/** `61,706`. */
export function formatWhole(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}

/** Milliseconds to three digits, of a layer's small share of a step too: `0.042 ms`, `12.4 ms`, `1.24 s`. */
export function formatMilliseconds(milliseconds: number, language: Language): string {
  const isLong = milliseconds >= 1_000;
  const digits = milliseconds < 0.01 ? 1 : 3;
  const number = new Intl.NumberFormat(language, { maximumSignificantDigits: digits }).format(
    isLong ? milliseconds / 1_000 : milliseconds,
  );
  return `${number} ${isLong ? 's' : 'ms'}`;
}
