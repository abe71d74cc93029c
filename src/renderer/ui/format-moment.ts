/**
 * A moment as people say it: `14:05` if it was today, `Nov 24, 14:05` in the same year, else also the year. A month has its name, because days and
 * months in figures are read in either order. Both in milliseconds since 1970.
 */
export function formatMoment(moment: number, now: number, language: string): string {
  const [then, today] = [new Date(moment), new Date(now)];
  const isToday = then.toDateString() === today.toDateString();
  const isThisYear = then.getFullYear() === today.getFullYear();
  return new Intl.DateTimeFormat(language, {
    ...(isToday ? {} : { month: 'short', day: 'numeric' }),
    ...(isThisYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(then);
}
