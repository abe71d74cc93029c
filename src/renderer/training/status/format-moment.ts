/** A moment as people say it: the time if it was today, else also the date. Both in milliseconds since 1970. */
export function formatMoment(moment: number, now: number, language: string): string {
  const isToday = new Date(moment).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(language, {
    ...(isToday ? {} : { dateStyle: 'short' }),
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(moment);
}
