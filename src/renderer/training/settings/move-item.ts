/** The list with one item moved up (-1) or down (1); as it was at the ends. */
export function moveItem<T>(items: readonly T[], index: number, by: -1 | 1): T[] {
  const moved = [...items];
  const [item] = moved.splice(index, 1);
  const target = index + by;
  if (item === undefined || target < 0 || target >= items.length) return [...items];
  moved.splice(target, 0, item);
  return moved;
}
