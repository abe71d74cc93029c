/** Start (inclusive) and end (exclusive) of each of the `count` windows over `size` cells. */
export function windowsOver(size: number, count: number): { start: number; end: number }[] {
  return Array.from({ length: count }, (_, index) => ({
    start: Math.floor((index * size) / count),
    end: Math.ceil(((index + 1) * size) / count),
  }));
}

/** Size and stride when all windows are alike and equally far apart, as for 13 cells in 6 windows (3, stride 2); else null. */
function uniformWindow(size: number, count: number): { size: number; stride: number } | null {
  const windows = windowsOver(size, count);
  const [first, second] = windows;
  if (first === undefined) return null;
  const stride = second === undefined ? size : second.start;
  const isUniform = windows.every(
    ({ start, end }, index) => start === index * stride && end - start === first.end,
  );
  return isUniform && stride > 0 ? { size: first.end, stride } : null;
}

type Pair = readonly [number, number];

/** Window and strides of a pooling that is the same, along both axes of images of `from`; null where it takes windows of several sizes. */
export function uniformWindows(from: Pair, to: Pair): { window: Pair; strides: Pair } | null {
  const [vertical, horizontal] = [uniformWindow(from[0], to[0]), uniformWindow(from[1], to[1])];
  if (vertical === null || horizontal === null) return null;
  return {
    window: [vertical.size, horizontal.size],
    strides: [vertical.stride, horizontal.stride],
  };
}

/** The cells of all windows one after the other, each with as many as the largest has: its last cell is repeated. */
export function cellsOfWindows(
  size: number,
  count: number,
): { readonly cells: readonly number[]; readonly size: number } {
  const windows = windowsOver(size, count);
  const largest = Math.max(...windows.map(({ start, end }) => end - start));
  const cells = windows.flatMap(({ start, end }) =>
    Array.from({ length: largest }, (_, index) => Math.min(start + index, end - 1)),
  );
  return { cells, size: largest };
}
