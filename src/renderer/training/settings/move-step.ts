/** The list with one step moved up (-1) or down (1); as it was at the ends. */
export function moveStep<T>(steps: readonly T[], index: number, by: -1 | 1): T[] {
  const moved = [...steps];
  const [step] = moved.splice(index, 1);
  const target = index + by;
  if (step === undefined || target < 0 || target >= steps.length) return [...steps];
  moved.splice(target, 0, step);
  return moved;
}
