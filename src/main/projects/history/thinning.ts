import type { ProjectVersion } from '../../../contract/contract';

/** The newest versions are what people go back to most; none of them is forgotten. */
const NEWEST_KEPT = 30;

/**
 * Which versions (given with the newest first) to forget so that `most` are left. Again and again the older version goes that
 * says least: the one whose neighbors in time are nearest to each other. So days far back keep a version, and minutes of
 * one afternoon give way. The first version of all stays.
 */
export function chooseVersionsToForget(
  versions: readonly ProjectVersion[],
  most: number,
): readonly ProjectVersion[] {
  const kept = [...versions];
  const forgotten: ProjectVersion[] = [];
  while (kept.length > Math.max(most, NEWEST_KEPT + 1)) {
    let least = NEWEST_KEPT;
    let leastGap = Number.POSITIVE_INFINITY;
    for (let index = NEWEST_KEPT; index < kept.length - 1; index += 1) {
      const gap = (kept[index - 1]?.savedAt ?? 0) - (kept[index + 1]?.savedAt ?? 0);
      if (gap < leastGap) {
        least = index;
        leastGap = gap;
      }
    }
    forgotten.push(...kept.splice(least, 1));
  }
  return forgotten;
}
