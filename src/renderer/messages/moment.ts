import type { Language } from '../../graph-runtime/text/text';

/** Where dates are written as readers of the language expect. */
export const DATE_LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-Hant': 'zh-TW' };

/** Day and time, short: `24/11/2026, 14:05`. */
export function formatMoment(time: number, language: Language): string {
  return new Intl.DateTimeFormat(DATE_LOCALES[language], {
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(time);
}
