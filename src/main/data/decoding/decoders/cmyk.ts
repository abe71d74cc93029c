/**
 * Red, green or blue of a printing color and black (0: no ink), without a color profile, in the arithmetic of Pillow's `convert('RGB')`.
 *
 * @param ink cyan for red, magenta for green, yellow for blue
 */
export function colorOfCmyk(ink: number, black: number): number {
  const light = 255 - black;
  const product = ink * light + 128;
  return Math.max(0, light - (((product >> 8) + product) >> 8));
}
