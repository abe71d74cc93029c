import { coveredCells, type Window, type WindowAxis } from './window';

/** Rows and columns of the input that one place of an output is computed of; null where a tap lies outside of the input. */
export interface Taps {
  rows(row: number): readonly (number | null)[];
  columns(column: number): readonly (number | null)[];
}

/** How a layer with a window computes one number of its output, so that it can be followed step by step. */
export interface WindowComputation {
  readonly taps: Taps;
  /** What is done with the values below the window: multiplied with a kernel and added up, averaged, or the largest. */
  readonly operation: 'sum' | 'mean' | 'max';
  /** The input channels that an output channel is computed of, in order; one may be there several times. */
  channels(output: number): readonly number[];
  /** The weight whose factors the values are multiplied with; absent: there is none. */
  readonly kernel?: {
    readonly weight: string;
    /** Where in the weight (flat) the factor of a tap is: row and column in the window, and the place of the channel in `channels`. */
    place(row: number, column: number, channel: number, output: number): number;
  };
  /** The weight whose factors the sums of single channels are multiplied with before they are added up; absent: there is none. */
  readonly mix?: { readonly weight: string; place(channel: number, output: number): number };
  /** Whether the weight `bias` is added, one number an output channel. */
  readonly hasBias: boolean;
  /** Of a mean: by how many cells the sum is divided. */
  divisor?(row: number, column: number): number;
}

/** Rows or columns of the input below a window, one a tap; null where a tap lies outside of the input. */
function tapsOf(axis: WindowAxis, position: number): readonly (number | null)[] {
  const start = position * axis.stride - axis.before;
  return Array.from({ length: axis.kernel }, (_, tap) => {
    const cell = start + tap * axis.dilation;
    return cell >= 0 && cell < axis.input ? cell : null;
  });
}

/** The taps of a sliding window. */
export function windowTaps({ height, width }: Window): Taps {
  return { rows: (row) => tapsOf(height, row), columns: (column) => tapsOf(width, column) };
}

/** Of a mean over a sliding window: how many cells count at a place. */
export function countedCells(
  { height, width }: Window,
  countsPadding: boolean,
): WindowComputation['divisor'] {
  const rows = coveredCells(height, countsPadding);
  const columns = coveredCells(width, countsPadding);
  return (row, column) => (rows[row] ?? 1) * (columns[column] ?? 1);
}

/** Of a pooling, how each output channel is computed: of the input channel of the same number, without weights. */
export const CHANNEL_BY_CHANNEL = {
  channels: (output: number): readonly number[] => [output],
  hasBias: false,
} as const;
