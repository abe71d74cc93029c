import { attr, attributeOf } from './attributes';
import { cellsOf, numbersTo } from './cells';
import type { GradientRule } from './gradient-rule';
import { matMul } from './matmul';
import { inputOf, type OpGraph, staticSize, type Value } from './op-graph';
import { withGradientOfItsOwn } from './own-gradient';
import { reshape, reverse, transpose } from './shape';
import { concat, stridedSlice } from './slicing';
import { notBefore } from './variables';
import type { ExplicitPadding } from './window';

/**
 * Convolution of a small image as matrix products. On a 3 x 3 image under a padded 3 x 3 kernel two fifths of all taps fall on the
 * border's zeros, and the convolution kernels of a processor, made for long rows, reach a third of its speed. So each output position gets
 * its own product: the cells of the image under the kernel, times the taps that lie on them. The same sums, without the zeros.
 * Backwards likewise: one product for each cell of the image, and one for each tap of the kernel.
 *
 * Measured (oneDNN, AVX-512, 256 images of 3 x 3 x 512, 512 filters of 3 x 3), processor time: forward 44 ms for 131, gradient of the image
 * 52 for 128, of the kernel 50 for 118. No gain from 5 x 5 upwards, with few channels, or on a graphics card.
 */

/** The most output positions along an axis. */
const SMALL = 4;
/** The most cells of the image, or taps of the kernel, along an axis: backwards, each has its own product. */
const FEW = 8;
/** The fewest channels times filters: below, taking the image apart costs what the products gain. */
const WIDE = 128 * 256;

export interface SmallMapOptions {
  readonly strides: readonly [number, number];
  readonly padding: ExplicitPadding;
}

/** Whether a convolution is better made by `smallMapConvolution`. Shapes as there. */
export function isSmallMap(x: Value, kernel: Value, options: SmallMapOptions): boolean {
  const [channels, filters] = [staticSize(kernel, 2), staticSize(kernel, 3)];
  if (staticSize(x, 3) !== channels || channels * filters < WIDE) return false;
  return axesOf(x, kernel, options).every(
    (axis) =>
      axis.taps > 1 && axis.positions <= SMALL && Math.max(axis.taps, axis.size) <= FEW && isAllUsed(axis),
  );
}

/** Taps that lie on the image, counted at all output positions: the products of a channel with a filter. Shapes as there. */
export function tapsOnMap(x: Value, kernel: Value, options: SmallMapOptions): number {
  const [rows, columns] = axesOf(x, kernel, options).map((axis) =>
    numbersTo(axis.positions).reduce((count, position) => {
      const { taps } = meeting(axis, position);
      return count + taps.end - taps.begin;
    }, 0),
  );
  return (rows ?? 0) * (columns ?? 0);
}

/**
 * @param x `[batch, height, width, channels]`
 * @param kernel `[kernel height, kernel width, channels, filters]`
 * @returns `[batch, output height, output width, filters]`
 */
export function smallMapConvolution(
  graph: OpGraph,
  x: Value,
  kernel: Value,
  options: SmallMapOptions,
): Value {
  const axes = axesOf(x, kernel, options);
  const [rows, columns] = axes;
  const filters = staticSize(kernel, 3);
  const cut = cutter(graph);
  const taps = notBefore(graph, kernel, x);
  const outputs = cellsOf(rows.positions, columns.positions).map(([row, column]) => {
    const [down, across] = [meeting(rows, row), meeting(columns, column)];
    const cells = flattened(graph, cut(x, 1, down.cells, across.cells));
    return matMul(graph, cells, stacked(graph, cut(taps, 0, down.taps, across.taps)));
  });
  const shape = [null, rows.positions, columns.positions, filters];
  const y = reshape(graph, concat(graph, outputs, 1), shape);
  const attributes = { _strides: attr.ints(options.strides), _padding: attr.ints(options.padding) };
  return withGradientOfItsOwn(graph, 'small map', y, [x, kernel], attributes);
}

export const smallMapGradient: GradientRule = ({ graph, op, gradient, needs }) => {
  const [x, kernel] = [inputOf(op, 1), inputOf(op, 2)];
  const [down = 1, across = 1] = attributeOf(op, '_strides', 'ints');
  const [top = 0, bottom = 0, left = 0, right = 0] = attributeOf(op, '_padding', 'ints');
  const axes = axesOf(x, kernel, { strides: [down, across], padding: [top, bottom, left, right] });
  return [
    null,
    needs(1) ? imageGradient(graph, kernel, gradient, axes) : null,
    needs(2) ? kernelGradient(graph, x, gradient, axes) : null,
  ];
};

/** A cell of the image gets back, from each output position it was used at, the position's gradient times the tap it met there. */
function imageGradient(graph: OpGraph, kernel: Value, gradient: Value, [rows, columns]: Axes): Value {
  const channels = staticSize(kernel, 2);
  // Turned round, so that taps come in the order of the positions at which they meet a cell.
  const turned = transpose(graph, reverse(graph, notBefore(graph, kernel, gradient), [0, 1]), [0, 1, 3, 2]);
  const cut = cutter(graph);
  const cells = cellsOf(rows.size, columns.size).map(([row, column]) => {
    const [down, across] = [reach(rows, row), reach(columns, column)];
    const reached = flattened(graph, cut(gradient, 1, down.positions, across.positions));
    return matMul(graph, reached, stacked(graph, cut(turned, 0, down.taps, across.taps)));
  });
  return reshape(graph, concat(graph, cells, 1), [null, rows.size, columns.size, channels]);
}

/** A tap gets, summed over batch and positions, the cell it lay on times the gradient of the position. */
function kernelGradient(graph: OpGraph, x: Value, gradient: Value, [rows, columns]: Axes): Value {
  const [channels, filters] = [staticSize(x, 3), staticSize(gradient, 3)];
  const cut = cutter(graph);
  const taps = cellsOf(rows.taps, columns.taps).map(([row, column]) => {
    const [down, across] = [use(rows, row), use(columns, column)];
    const cells = reshape(graph, cut(x, 1, down.cells, across.cells), [null, channels]);
    const outputs = reshape(graph, cut(gradient, 1, down.positions, across.positions), [null, filters]);
    return matMul(graph, cells, outputs, { transposeA: true });
  });
  return reshape(graph, concat(graph, taps, 0), [rows.taps, columns.taps, channels, filters]);
}

/** What a kernel does along one axis of an image. */
interface Axis {
  /** Cells of the image. */
  readonly size: number;
  readonly taps: number;
  readonly stride: number;
  /** Zeros in front of the image. */
  readonly before: number;
  /** Output positions. Tap t lies at position o on cell `o * stride + t - before`. */
  readonly positions: number;
}

type Axes = readonly [rows: Axis, columns: Axis];

/** From `begin` up to, not including, `end`, by `step`. */
interface Range {
  readonly begin: number;
  readonly end: number;
  readonly step: number;
}

function axesOf(x: Value, kernel: Value, { strides, padding }: SmallMapOptions): Axes {
  const axis = (index: 0 | 1): Axis => {
    const [size, taps, stride] = [staticSize(x, index + 1), staticSize(kernel, index), strides[index]];
    const [before, after] = index === 0 ? [padding[0], padding[1]] : [padding[2], padding[3]];
    const found = Math.floor((size + before + after - taps) / stride) + 1;
    return { size, taps, stride, before, positions: found };
  };
  return [axis(0), axis(1)];
}

/** Of an output position: the taps that lie on the image, and the cells they lie on. */
function meeting({ size, taps, stride, before }: Axis, position: number) {
  const first = position * stride - before;
  const begin = Math.max(0, -first);
  const end = Math.min(taps, size - first);
  return { taps: range(begin, end), cells: range(first + begin, first + end) };
}

/** Of a cell: the positions it is used at, and by which taps of the kernel turned round. */
function reach({ taps, stride, before, positions: count }: Axis, cell: number) {
  const begin = Math.max(0, Math.ceil((cell + before - taps + 1) / stride));
  const end = Math.min(count, Math.floor((cell + before) / stride) + 1);
  const first = taps - 1 - (cell + before - begin * stride);
  return {
    positions: range(begin, end),
    taps: range(first, first + (end - begin - 1) * stride + 1, stride),
  };
}

/** Of a tap: the positions at which it lies on the image, and the cells it lies on. */
function use({ size, stride, before, positions: count }: Axis, tap: number) {
  const begin = Math.max(0, Math.ceil((before - tap) / stride));
  const end = Math.min(count, Math.floor((size - 1 + before - tap) / stride) + 1);
  const first = begin * stride + tap - before;
  return {
    positions: range(begin, end),
    cells: range(first, first + (end - begin - 1) * stride + 1, stride),
  };
}

/** Whether every position, cell and tap counts, so that there is a product for each. */
function isAllUsed(axis: Axis): boolean {
  const isSome = ({ begin, end }: Range) => end > begin;
  return (
    numbersTo(axis.positions).every((position) => isSome(meeting(axis, position).cells)) &&
    numbersTo(axis.size).every((cell) => isSome(reach(axis, cell).positions)) &&
    numbersTo(axis.taps).every((tap) => isSome(use(axis, tap).positions))
  );
}

function range(begin: number, end: number, step = 1): Range {
  return { begin, end, step };
}

/** Cuts parts out of two neighboring axes; the same part of a value only once. */
function cutter(graph: OpGraph) {
  const known = new Map<string, Value>();
  return (value: Value, axis: 0 | 1, rows: Range, columns: Range): Value => {
    const key = [value.op.name, value.index, ...Object.values(rows), ...Object.values(columns)].join(' ');
    const part = known.get(key) ?? cutOut(graph, value, axis, rows, columns);
    known.set(key, part);
    return part;
  };
}

function cutOut(graph: OpGraph, value: Value, axis: 0 | 1, rows: Range, columns: Range): Value {
  const isWhole = [rows, columns].every(
    ({ begin, end, step }, index) => begin === 0 && step === 1 && end === staticSize(value, axis + index),
  );
  if (isWhole) return value;
  const along = <T>(outside: T, ofRows: T, ofColumns: T): T[] =>
    value.shape.map((_, index) => (index === axis ? ofRows : index === axis + 1 ? ofColumns : outside));
  return stridedSlice(
    graph,
    value,
    along(0, rows.begin, columns.begin),
    along<number | null>(null, rows.end, columns.end),
    along(1, rows.step, columns.step),
  );
}

/** `[batch, rows, columns, channels]` as `[batch, rows * columns * channels]`. */
function flattened(graph: OpGraph, cells: Value): Value {
  return reshape(graph, cells, [null, staticSize(cells, 1) * staticSize(cells, 2) * staticSize(cells, 3)]);
}

/** `[rows, columns, from, to]` as `[rows * columns * from, to]`. */
function stacked(graph: OpGraph, taps: Value): Value {
  const [rows, columns, from, to] = [0, 1, 2, 3].map((axis) => staticSize(taps, axis));
  return reshape(graph, taps, [(rows ?? 0) * (columns ?? 0) * (from ?? 0), to ?? 0]);
}
