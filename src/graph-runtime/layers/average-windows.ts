import { constant } from '../ops/constant';
import { multiply } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { averagePool } from '../ops/pooling';
import { pad } from '../ops/slicing';
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
  const factors = [correctionFactors(height, countPadding), correctionFactors(width, countPadding)] as const;
  if (factors.flat().every((factor) => factor === 1)) return means;
  const [rows, columns] = factors;
  const down = constant(graph, rows, [height.output, 1, 1]);
  // A factor for each position is one for its row times one for its column: a list of all would grow with the image's area.
  return multiply(graph, means, multiply(graph, down, constant(graph, columns, [width.output, 1])));
}

/** Cells of a window over the cells that count, for each position along an axis. */
function correctionFactors(axis: Window['height'], countPadding: boolean): readonly number[] {
  return coveredCells(axis, countPadding).map((cells) => axis.kernel / cells);
}
