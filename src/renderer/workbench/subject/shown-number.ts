/** A number that the engine has as float32, in no more digits than those have. */
export function shownNumber(value: number): number {
  return Number(value.toPrecision(6));
}
