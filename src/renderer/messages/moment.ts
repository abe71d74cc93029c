import type { Language } from '../../graph-runtime/text/text';

/*
 * Dates and times are written by these alone, so that every list says them alike: months by name, because days and months in figures are read in
 * either order; 24 hours; no seconds, except where things follow one another that fast. All times in milliseconds since 1970.
 */

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', 'zh-Hant': 'zh-TW' };

function write(time: number, language: Language, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALES[language], { hourCycle: 'h23', ...parts }).format(time);
}

/** A moment as people say it: `14:05` if it was today, `Nov 24, 14:05` in the same year, else also the year. */
export function formatMoment(time: number, now: number, language: Language): string {
  const [then, today] = [new Date(time), new Date(now)];
  const isToday = then.toDateString() === today.toDateString();
  const isThisYear = then.getFullYear() === today.getFullYear();
  return write(time, language, {
    ...(isToday ? {} : { month: 'short', day: 'numeric' }),
    ...(isThisYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** For a name, which stays as it is when the day is over; what is saved or started may follow within seconds: `Nov 24, 14:05:09`. */
export function formatFixedMoment(time: number, language: Language): string {
  const parts = {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  } as const;
  return write(time, language, parts);
}

/** For a page that is read later: `November 24, 2026 at 14:05`. */
export function formatLongMoment(time: number, language: Language): string {
  return write(time, language, {
    ...{ year: 'numeric', month: 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit' },
  });
}

/** `14:05:09`: people who save often tell their versions apart by the second. */
export function formatTime(time: number, language: Language): string {
  return write(time, language, { timeStyle: 'medium' });
}

/** `Tuesday, November 24, 2026` */
export function formatDate(time: number, language: Language): string {
  return write(time, language, { dateStyle: 'full' });
}
