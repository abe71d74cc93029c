/** As Python's `round`, by which Pillow computes sizes and values: 2.5 becomes 2, and 3.5 becomes 4. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
