/** How far one press of a button or an arrow key moves a number of any magnitude: one in its second digit. */
export function relativeStep(value: number): number {
  return value > 0 ? 10 ** (Math.floor(Math.log10(value)) - 1) : 0.01;
}
