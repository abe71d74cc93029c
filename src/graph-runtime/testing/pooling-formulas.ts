import { DoubleTensor } from './double-tensor';

/** Pooling in plain double-precision TypeScript, window by window. */

type Pair = readonly [number, number];

export interface PoolingNumbers {
  /** Height and width of the window. */
  readonly window: Pair;
  readonly strides: Pair;
  /** Rows and columns of padding above and to the left. */
  readonly before: Pair;
  /** Rows and columns of padding below and to the right that count in a mean; default: none. */
  readonly after?: Pair;
  /** Height and width of the output. */
  readonly output: Pair;
}

/** Rows and columns under the window at output position (i, j), also those outside of the image. */
function cellsBelow({ window, strides, before }: PoolingNumbers, i: number, j: number): Pair[] {
  return Array.from({ length: window[0] * window[1] }, (_, cell): Pair => {
    const row = i * strides[0] - before[0] + Math.floor(cell / window[1]);
    return [row, j * strides[1] - before[1] + (cell % window[1])];
  });
}

/** The largest value below each window; cells outside of the image do not count. */
export function largestBelow(x: DoubleTensor, numbers: PoolingNumbers): DoubleTensor {
  const [batch = 1, , , channels = 1] = x.shape;
  return DoubleTensor.from([batch, ...numbers.output, channels], (n = 0, i = 0, j = 0, c = 0) => {
    const inside = cellsBelow(numbers, i, j).filter(([row, column]) => x.has(n, row, column, c));
    return Math.max(...inside.map(([row, column]) => x.at(n, row, column, c)));
  });
}

/**
 * The mean below each window: over the cells of the image, or over those of image and padding. What a window covers beyond the
 * padding never counts.
 */
export function meanBelow(x: DoubleTensor, numbers: PoolingNumbers, countPadding: boolean): DoubleTensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
  const { after = [0, 0] } = numbers;
  return DoubleTensor.from([batch, ...numbers.output, channels], (n = 0, i = 0, j = 0, c = 0) => {
    const cells = cellsBelow(numbers, i, j);
    const counted = cells.filter(([row, column]) =>
      countPadding ? row < height + after[0] && column < width + after[1] : x.has(n, row, column, c),
    );
    // Outside of the image, the tensor reads as 0.
    return cells.reduce((sum, [row, column]) => sum + x.at(n, row, column, c), 0) / counted.length;
  });
}
