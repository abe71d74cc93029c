import { windowsOver } from '../../../../layers/adaptive-windows';
import type { OnnxBuilder } from '../form';
import { adaptivePooling } from './adaptive-pooling';

/** An `AveragePool` where all windows are alike; else `rows · x · columns`, with matrices that hold `1 / size` where a window has a cell. */
export const adaptiveAveragePooling2d = adaptivePooling(
  'adaptiveAveragePooling2d',
  'AveragePool',
  (builder, name, [height, width], [rows, columns]) => {
    const averagedRows = builder.node('MatMul', [rowsMatrix(builder, height, rows), name]);
    return builder.node('MatMul', [averagedRows, columnsMatrix(builder, width, columns)]);
  },
);

/** `[count, size]`. */
function rowsMatrix(builder: OnnxBuilder, size: number, count: number): string {
  const values = windowsOver(size, count).flatMap((window) => sharesOf(window, size));
  return builder.floats(values, [count, size]);
}

/** `[size, count]`. */
function columnsMatrix(builder: OnnxBuilder, size: number, count: number): string {
  const windows = windowsOver(size, count).map((window) => sharesOf(window, size));
  const values = Array.from({ length: size }, (_, cell) => windows.map((shares) => shares[cell] ?? 0)).flat();
  return builder.floats(values, [size, count]);
}

/** What each cell adds to the mean of a window. */
function sharesOf({ start, end }: { readonly start: number; readonly end: number }, size: number): number[] {
  return Array.from({ length: size }, (_, cell) => (cell >= start && cell < end ? 1 / (end - start) : 0));
}
