import type { OpGraph, Value } from '../compile/op-graph';
import { constant } from '../compile/ops/constant';
import { multiply } from '../compile/ops/elementwise';
import { averagePool } from '../compile/ops/pooling';
import { pad } from '../compile/ops/slicing';
import { nativePadding, nativeSides } from './native-window';
import { coveredCells, type Window } from './window';

/**
 * Means of windows over an image `[batch, height, width, channels]`.
 *
 * The native op knows no padding but `SAME`, whose cells it leaves out of the mean. Anything else is padded with zeros first;
 * then every mean is over the whole window, and where the true count is smaller it is corrected by a constant factor.
 */
export function averageWindows(graph: OpGraph, x: Value, window: Window, countPadding: boolean): Value {
  const { height, width } = window;
  const options = {
    window: [height.kernel, width.kernel],
    strides: [height.stride, width.stride],
  } as const;
  const padding = nativePadding(window);
  if (padding === 'VALID' || (padding === 'SAME' && !countPadding)) {
    return averagePool(graph, x, { ...options, padding });
  }
  const [top, bottom, left, right] = nativeSides(window);
  const padded = pad(graph, x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
  const means = averagePool(graph, padded, { ...options, padding: 'VALID' });
  const factors = correctionFactors(window, countPadding);
  if (factors.every((factor) => factor === 1)) return means;
  return multiply(graph, means, constant(graph, factors, [1, height.output, width.output, 1]));
}

/** Cells of a window over the cells that count, for each position, row by row. */
function correctionFactors({ height, width }: Window, countPadding: boolean): number[] {
  const rows = coveredCells(height, countPadding);
  const columns = coveredCells(width, countPadding);
  const cells = height.kernel * width.kernel;
  return rows.flatMap((row) => columns.map((column) => cells / (row * column)));
}
