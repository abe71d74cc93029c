import { groupBy } from '../../../../graph-runtime/collections/group-by';
/** At most `most` of the items, at equal distances from the first to the last. */
export function spreadOver<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]).filter(
    (item): item is T => item !== undefined,
  );
}

/**
 * At most `most` of the items, so that each class has one before any has two, and those of a class come from everywhere in it. In the order
 * of the items.
 */
export function spreadOverClasses<T>(
  items: readonly T[],
  classOf: (item: T) => number,
  most: number,
): readonly T[] {
  const byClass = groupBy(items, classOf);
  const classes = spreadOver(
    [...byClass].sort(([a], [b]) => a - b).map(([, members]) => members),
    most,
  );
  const each = Math.floor(most / Math.max(1, classes.length));
  const rest = most - each * classes.length;
  return classes.flatMap((members, index) => spreadOver(members, each + (index < rest ? 1 : 0)));
}
