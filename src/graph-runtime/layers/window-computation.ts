import type { Window, WindowAxis } from './window';

/** How a layer with a sliding window computes one number of its output, so that it can be followed step by step. */
export interface WindowComputation {
  readonly window: Window;
  /** What is done with the window's values: multiplied with a kernel and added up, averaged, or the largest. */
  readonly operation: 'sum' | 'mean' | 'max';
  /** Of the input channels that an output channel sees, the first, and how many there are. */
  channels(output: number): { readonly first: number; readonly count: number };
  /**
   * Where in the weight `kernel` (flat) the factor of a tap is: row and column in the window, and the number of the channel among those
   * that the output channel sees. Absent: there is no kernel.
   */
  kernelPlace?(row: number, column: number, channel: number, output: number): number;
  /** Whether the weight `bias` is added, one number an output channel. */
  readonly hasBias: boolean;
  /** Of a mean: whether cells of the padding count. */
  readonly countsPadding?: boolean;
}

/** Rows or columns of the input below a window, one a tap; null where a tap lies outside of the input. */
export function tapsOf(axis: WindowAxis, position: number): readonly (number | null)[] {
  const start = position * axis.stride - axis.before;
  return Array.from({ length: axis.kernel }, (_, tap) => {
    const cell = start + tap * axis.dilation;
    return cell >= 0 && cell < axis.input ? cell : null;
  });
}
