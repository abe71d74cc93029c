import type { PaddingParameter } from './parameter';
import { paddingSides, type Sides } from './window';

/** What layers that add or cut off rows and columns have in common: a number for each side of the image. */

/** The sides of a parameter that allows no names: `same` is not among its values, and would mean none at all. */
export function sidesOf(parameter: PaddingParameter): Sides {
  return paddingSides(parameter === 'same' ? 'valid' : parameter);
}

/** `1`, `1, 2` or `1, 2, 3, 4`: as few numbers as say it. */
export function describeSides(parameter: PaddingParameter): string {
  const { top, bottom, left, right } = sidesOf(parameter);
  if (top === bottom && left === right) return top === left ? `${top}` : `${top}, ${left}`;
  return [top, bottom, left, right].join(', ');
}
