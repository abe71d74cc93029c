import type { ProjectVersion } from '../../../contract/contract';
import type { Language } from '../../../graph-runtime/text/text';
import { formatDate } from '../../messages/moment';

/** The day as a heading over its versions. */
export function formatDay(
  time: number,
  now: number,
  language: Language,
  words: { readonly today: string; readonly yesterday: string },
): string {
  const day = startOfDay(time);
  if (day === startOfDay(now)) return words.today;
  // Noon is in yesterday even where a day had 23 or 25 hours.
  if (day === startOfDay(startOfDay(now) - 12 * 3_600_000)) return words.yesterday;
  return formatDate(time, language);
}

type Group = [ProjectVersion, ...ProjectVersion[]];

/** Versions of one day together; they come with the newest first and stay so. */
export function groupByDay(versions: readonly ProjectVersion[]): readonly Group[] {
  const groups: Group[] = [];
  for (const version of versions) {
    const group = groups[groups.length - 1];
    if (group !== undefined && startOfDay(group[0].savedAt) === startOfDay(version.savedAt))
      group.push(version);
    else groups.push([version]);
  }
  return groups;
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
