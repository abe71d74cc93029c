import type { Window } from './window';
import { tapsOf } from './window-computation';

/**
 * Which places of an input one place of the output depends on: those in its own row and column, or in the rows and columns listed (null: a
 * tap that lies outside of the input). A window's rows and columns are independent of each other.
 */
export type Reach =
  | 'same'
  | {
      rows(row: number): readonly (number | null)[];
      columns(column: number): readonly (number | null)[];
    };

/** The reach of a layer that treats every place alike and by itself. */
export const reachesItself = (): Reach => 'same';

/** The reach of a sliding window. */
export function windowReach({ height, width }: Window): Reach {
  return { rows: (row) => tapsOf(height, row), columns: (column) => tapsOf(width, column) };
}
