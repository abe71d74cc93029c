import { cellsOfWindows, windowsOver } from '../../../../layers/adaptive-windows';
import { ADAPTIVE_AVERAGE, ADAPTIVE_MAXIMUM } from '../rules/adaptive-pooling';
import type { OnnxSourceNode } from '../source-model';
import { type GraphView, type Idiom, type Match, replacement } from './idiom';

/** `rows · x · columns` with the means of windows, as the export writes an adaptive pooling whose windows differ. */
export const adaptiveAverage: Idiom = {
  find(node, graph) {
    const inner = node.operator === 'MatMul' ? graph.only(node.inputs[0], 'MatMul') : null;
    const rows = inner && graph.tensor(inner.inputs[0]);
    const columns = inner && graph.tensor(node.inputs[1]);
    if (!inner || rows?.dims.length !== 2 || columns?.dims.length !== 2) return null;
    const [down = 0, height = 0] = rows.dims;
    const [width = 0, across = 0] = columns.dims;
    const isAveraging =
      isMeans(rows.values(), height, down, (cell, window) => window * height + cell) &&
      isMeans(columns.values(), width, across, (cell, window) => cell * across + window);
    if (!isAveraging) return null;
    const sizes = { from: [height, width], to: [down, across] };
    return pooled(node, ADAPTIVE_AVERAGE, inner.inputs[1] ?? '', sizes, [inner]);
  },
};

/** Whether each window has the same share of all its cells, and of no others. */
function isMeans(
  values: Float32Array,
  size: number,
  count: number,
  placeOf: (cell: number, window: number) => number,
): boolean {
  if (count < 1) return false;
  return windowsOver(size, count).every(({ start, end }, window) =>
    Array.from({ length: size }, (_, cell) => {
      const share = cell >= start && cell < end ? 1 / (end - start) : 0;
      return Math.abs((values[placeOf(cell, window)] ?? 0) - share) < 1e-6;
    }).every(Boolean),
  );
}

/** A `MaxPool` of windows that `Gather` lays side by side. */
export const adaptiveMaximum: Idiom = {
  find(node, graph) {
    const across = node.operator === 'MaxPool' ? graph.only(node.inputs[0], 'Gather') : null;
    const down = across && graph.only(across.inputs[0], 'Gather');
    const window = node.attributes.get('kernel_shape');
    if (!across || !down || window?.kind !== 'ints') return null;
    const [rows, columns] = [
      windowsOf(down, 2, window.values[0], graph),
      windowsOf(across, 3, window.values[1], graph),
    ];
    if (rows === null || columns === null) return null;
    const sizes = { from: [rows.size, columns.size], to: [rows.count, columns.count] };
    return pooled(node, ADAPTIVE_MAXIMUM, down.inputs[0] ?? '', sizes, [across, down]);
  },
};

/** Of how many cells how many windows are chosen; null where others are. */
function windowsOf(
  { inputs, attributes }: OnnxSourceNode,
  axis: number,
  length: number | undefined,
  graph: GraphView,
): { readonly size: number; readonly count: number } | null {
  const along = attributes.get('axis');
  const cells = graph.tensor(inputs[1])?.integers() ?? [];
  if (along?.kind !== 'int' || along.value !== axis || cells.length === 0 || length === undefined)
    return null;
  const size = Math.max(...cells) + 1;
  const count = cells.length / length;
  if (!Number.isInteger(count) || size > MOST_CELLS) return null;
  const wanted = cellsOfWindows(size, count);
  return wanted.size === length && wanted.cells.join() === cells.join() ? { size, count } : null;
}

/** An index of a file may be any number. */
const MOST_CELLS = 2 ** 16;

function pooled(
  last: OnnxSourceNode,
  operator: string,
  x: string,
  { from, to }: { readonly from: readonly number[]; readonly to: readonly number[] },
  others: readonly OnnxSourceNode[],
): Match {
  const attributes = new Map([
    ['input_size', { kind: 'ints', values: from }],
    ['output_size', { kind: 'ints', values: to }],
  ] as const);
  return { replacement: replacement(last, operator, [x], attributes), others };
}
