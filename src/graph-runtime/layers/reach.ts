import type { Taps } from './window-computation';

/**
 * Which places of an input one place of the output depends on: those in its own row and column, or in the rows and columns listed. The rows
 * and the columns of a window are independent of each other.
 */
export type Reach = 'same' | Taps;

/** The reach of a layer that treats every place alike and by itself. */
export const reachesItself = (): Reach => 'same';

/** The reach of bilinear interpolation between pixel centers, from `input` to `output` cells along each axis. */
export function blendedReach(input: readonly [number, number], output: readonly [number, number]): Reach {
  return {
    rows: (row) => blendedCells(row, input[0], output[0]),
    columns: (column) => blendedCells(column, input[1], output[1]),
  };
}

/** The one or two cells that are blended at a place. */
function blendedCells(place: number, input: number, output: number): readonly number[] {
  const center = ((place + 0.5) * input) / output - 0.5;
  const before = Math.floor(center);
  const cells = center === before ? [before] : [before, before + 1];
  return cells.map((cell) => Math.min(input - 1, Math.max(0, cell)));
}
