import { attr, attributeOf } from './attributes';
import { inParts } from './batch';
import { batchMatMul } from './batch-matmul';
import { constant } from './constant';
import { add } from './elementwise';
import type { GradientRule } from './gradient-rule';
import { matMul } from './matmul';
import { inputOf, type OpGraph, staticSize, type Value } from './op-graph';
import { withGradientOfItsOwn } from './own-gradient';
import { reshape } from './shape';
import { concat } from './slicing';
import { isSmallMap, tapsOnMap } from './small-map-convolution';
import { identity, notBefore } from './variables';
import type { ExplicitPadding } from './window';
import {
  LONGEST_INPUT,
  type Matrix,
  onSquares,
  transposed,
  type WinogradMatrices,
  winogradMatrices,
} from './winograd-matrices';
import {
  addInputs,
  cutInputs,
  cutOutputs,
  joinOutputs,
  type TileGrid,
  tileCounts,
  tileInputs,
} from './winograd-tiles';

/**
 * Winograd's convolution: an output tile of m x m under a kernel of r x r takes (m + r - 1)² products of channels with filters instead of
 * m² r², a quarter with m = 4 and r = 3. In front of them, tiles and kernel are brought to their values at some points, after them the
 * output is brought back (`winogradMatrices`). The same function in exact arithmetic; in float32, results differ from the plain sum's by
 * some 1e-5 of their spread. All steps but the products are linear, and the gradient goes back through each by its transposed matrix.
 *
 * The processor's library has none for training, so all peers here take the plain sum. What it brings, with oneDNN on two AVX-512
 * cores, forward and backward together: 1.9 times as fast for 12 x 12 x 256 and 384 filters of 3 x 3, 1.6 times for 26 x 26 x 96 and 256
 * filters of 5 x 5, 4 times for 3 x 3 x 512, nothing below some 100 channels, where moving the tiles about costs what the products gain.
 *
 * Source: Lavin & Gray, "Fast Algorithms for Convolutional Neural Networks" (2015), https://arxiv.org/abs/1509.09308.
 */
export interface WinogradOptions {
  readonly padding: ExplicitPadding;
  /** Outputs of a tile along each axis. */
  readonly tile: number;
}

/** The best tile for a convolution, or null where the plain convolution is faster. Shapes as in `winogradConvolution`. */
export function winogradTile(
  graph: OpGraph,
  x: Value,
  kernel: Value,
  { strides, padding }: Pick<WinogradOptions, 'padding'> & { readonly strides: readonly [number, number] },
): number | null {
  const [taps, width, channels, filters] = [0, 1, 2, 3].map((axis) => staticSize(kernel, axis));
  if (taps === undefined || channels === undefined || filters === undefined) return null;
  const isDense = channels === staticSize(x, 3) && strides.every((stride) => stride === 1);
  // Of values at points, sums are much smaller than what is added: not in eight bits.
  if (!isDense || taps !== width || taps === 1 || graph.productType !== 'float32') return null;
  const tiles = Array.from({ length: LONGEST_INPUT - taps + 1 }, (_, index) => index + 1);
  const candidates = tiles
    .filter((tile) => tile > 1 && tile >= taps - 1)
    .map((tile) => ({ tile, grid: gridOf(x, kernel, { padding, tile }) }))
    .filter(({ grid }) => valuesOfExample(grid, channels, filters) <= MOST_VALUES_OF_EXAMPLE)
    .map(({ tile, grid }) => ({ tile, cost: winogradCost(graph, grid, channels, filters) }))
    .sort((a, b) => a.cost - b.cost);
  const [best] = candidates;
  if (best === undefined) return null;
  return best.cost < plainCost(x, kernel, padding) ? best.tile : null;
}

/**
 * @param x `[batch, height, width, channels]`
 * @param kernel `[taps, taps, channels, filters]`
 * @returns `[batch, output height, output width, filters]`
 */
export function winogradConvolution(
  graph: OpGraph,
  x: Value,
  kernel: Value,
  options: WinogradOptions,
): Value {
  const layer = layerOf(graph, x, kernel, options);
  const kernelValues = kernelAtPoints(layer, kernel, x);
  const parts = inParts(graph, { x }, partsOf(layer), ({ x: images }) => [
    outputsOf(layer, images, kernelValues),
  ]);
  const y = concat(graph, parts.flat(), 0);
  const attributes = { _padding: attr.ints(options.padding), _tile: attr.int(options.tile) };
  return withGradientOfItsOwn(graph, 'winograd', y, [x, kernel], attributes);
}

export const winogradGradient: GradientRule = ({ graph, op, gradient, needs }) => {
  const [x, kernel] = [inputOf(op, 1), inputOf(op, 2)];
  const [top = 0, bottom = 0, left = 0, right = 0] = attributeOf(op, '_padding', 'ints');
  const tile = attributeOf(op, '_tile', 'int');
  const layer = layerOf(graph, x, kernel, { padding: [top, bottom, left, right], tile });
  const kernelValues = needs(1) ? kernelAtPoints(layer, kernel, gradient) : null;
  const toImages: Value[] = [];
  let toKernelValues: Value | null = null;
  inParts(graph, { x, gradient }, partsOf(layer), (part) => {
    let products = productsGradient(layer, part.gradient);
    if (needs(2)) {
      const share = kernelValuesGradient(layer, part.x, products);
      toKernelValues = toKernelValues === null ? share : add(graph, toKernelValues, share);
      // One after the other: both are large on the way.
      products = identity(graph, products, [toKernelValues.op]);
    }
    if (kernelValues === null) return [products];
    const share = imageGradient(layer, part.x, products, kernelValues);
    toImages.push(share);
    return [share];
  });
  return [
    null,
    kernelValues === null ? null : concat(graph, toImages, 0),
    toKernelValues === null ? null : kernelGradient(layer, toKernelValues),
  ];
};

/** One convolution and the graph it is built in. */
interface Layer {
  readonly graph: OpGraph;
  readonly grid: TileGrid;
  readonly channels: number;
  readonly filters: number;
}

function layerOf(graph: OpGraph, x: Value, kernel: Value, options: WinogradOptions): Layer {
  const grid = gridOf(x, kernel, options);
  return { graph, grid, channels: staticSize(kernel, 2), filters: staticSize(kernel, 3) };
}

function gridOf(x: Value, kernel: Value, { padding, tile }: WinogradOptions): TileGrid {
  const image = [staticSize(x, 1), staticSize(x, 2)] as const;
  const taps = staticSize(kernel, 0);
  const [top, bottom, left, right] = padding;
  const output = [image[0] + top + bottom - taps + 1, image[1] + left + right - taps + 1] as const;
  return { image, output, taps, tile, before: [top, left] };
}

/** The kernel's values at the points, `[inputs², channels, filters]`. Not before `other` is there: else all layers' would be made at once. */
function kernelAtPoints({ graph, grid, channels, filters }: Layer, kernel: Value, other: Value): Value {
  const taps = reshape(graph, notBefore(graph, kernel, other), [grid.taps ** 2, channels * filters]);
  const values = matMul(graph, matrixOf(graph, grid, 'kernel'), taps);
  return reshape(graph, values, [tileInputs(grid) ** 2, channels, filters]);
}

/** The images' values at the points, `[inputs², tiles, channels]`. */
function imagesAtPoints({ graph, grid, channels }: Layer, images: Value): Value {
  const values = inFront(
    graph,
    grid,
    matrixOf(graph, grid, 'input'),
    cutInputs(graph, images, grid),
    channels,
  );
  return reshape(graph, values, [tileInputs(grid) ** 2, null, channels]);
}

function outputsOf(layer: Layer, images: Value, kernelValues: Value): Value {
  const { graph, grid, filters } = layer;
  const imageValues = imagesAtPoints(layer, images);
  const products = graph.openAxis(tilesOf(grid), () => batchMatMul(graph, imageValues, kernelValues));
  const joined = reshape(graph, products, [tileInputs(grid) ** 2, null]);
  const outputs = inFront(graph, grid, matrixOf(graph, grid, 'output'), joined, filters);
  return joinOutputs(graph, outputs, filters, grid);
}

/** Of the products, `[inputs², tiles, filters]`. */
function productsGradient({ graph, grid, filters }: Layer, gradient: Value): Value {
  const matrix = matrixOf(graph, grid, 'output back');
  const products = inFront(graph, grid, matrix, cutOutputs(graph, gradient, grid), filters);
  return reshape(graph, products, [tileInputs(grid) ** 2, null, filters]);
}

function kernelValuesGradient(layer: Layer, images: Value, products: Value): Value {
  return batchMatMul(layer.graph, imagesAtPoints(layer, images), products, { transposeA: true });
}

function kernelGradient({ graph, grid, channels, filters }: Layer, values: Value): Value {
  const joined = reshape(graph, values, [tileInputs(grid) ** 2, channels * filters]);
  const taps = matMul(graph, matrixOf(graph, grid, 'kernel back'), joined);
  return reshape(graph, taps, [grid.taps, grid.taps, channels, filters]);
}

function imageGradient(layer: Layer, images: Value, products: Value, kernelValues: Value): Value {
  const { graph, grid, channels } = layer;
  const values = graph.openAxis(tilesOf(grid), () =>
    batchMatMul(graph, products, kernelValues, { transposeB: true }),
  );
  const joined = reshape(graph, values, [tileInputs(grid) ** 2, null]);
  const inputs = inFront(graph, grid, matrixOf(graph, grid, 'input back'), joined, channels);
  return addInputs(graph, inputs, images, grid);
}

/** A matrix in front of `[places, tiles * channels]`. */
function inFront(graph: OpGraph, grid: TileGrid, matrix: Value, values: Value, channels: number): Value {
  return graph.openAxis(tilesOf(grid) * channels, () => matMul(graph, matrix, values));
}

/** The matrices of a tile's squares and, transposed, of their gradient, all constants that layers share. */
const MATRICES = {
  input: ({ input }) => onSquares(input),
  kernel: ({ kernel }) => onSquares(kernel),
  output: ({ output }) => onSquares(output),
  'kernel back': ({ kernel }) => transposed(onSquares(kernel)),
  'output back': ({ output }) => transposed(onSquares(output)),
  // The row of zeros after it makes the zeros that `addInputs` wants.
  'input back': ({ input }) => [...transposed(onSquares(input)), input.flatMap((row) => row.map(() => 0))],
} satisfies Record<string, (matrices: WinogradMatrices) => Matrix>;

function matrixOf(graph: OpGraph, { tile, taps }: TileGrid, name: keyof typeof MATRICES): Value {
  return graph.shared(`Winograd ${tile} ${taps} ${name}`, () => {
    const matrix = MATRICES[name](winogradMatrices(tile, taps));
    return constant(graph, matrix.flat(), [matrix.length, matrix[0]?.length ?? 0]);
  });
}

function tilesOf(grid: TileGrid): number {
  const [rows, columns] = tileCounts(grid);
  return rows * columns;
}

/** Values, of images and of products, that a part of a batch may have: some 32 MB. */
const VALUES_OF_PART = 2 ** 23;
/** The most parts: each is some fifty ops of the step's graph. A part is then small beside the batch's own inputs and outputs all the same. */
const MOST_PARTS = 16;
/** The most values one example may have, which cannot be divided: some 128 MB. */
const MOST_VALUES_OF_EXAMPLE = 2 ** 25;

/** Into how many parts a batch is divided, so that what is there for a moment is small beside what a step keeps. */
function partsOf({ graph, grid, channels, filters }: Layer): number {
  const values = valuesOfExample(grid, channels, filters) * graph.expectedBatch;
  const wanted = Math.round(values / VALUES_OF_PART);
  return Math.max(1, Math.min(wanted, graph.expectedBatch, MOST_PARTS));
}

function valuesOfExample(grid: TileGrid, channels: number, filters: number): number {
  return tileInputs(grid) ** 2 * tilesOf(grid) * (channels + filters);
}

/**
 * Multiply-adds that take the time of moving one value through memory, measured: in the library's convolution, in its products of large
 * matrices, and with a small matrix in front of a long one.
 */
const SPEED = { convolution: 38, products: 31, transforms: 15 };

/** Costs are in values moved through memory, for the forward pass of one image; the backward pass costs twice as much in either way. */
function plainCost(x: Value, kernel: Value, padding: ExplicitPadding): number {
  const { output, taps } = gridOf(x, kernel, { padding, tile: 1 });
  const pairs = staticSize(kernel, 2) * staticSize(kernel, 3);
  const options = { padding, strides: [1, 1] } as const;
  return isSmallMap(x, kernel, options)
    ? (tapsOnMap(x, kernel, options) * pairs) / SPEED.products
    : (output[0] * output[1] * taps ** 2 * pairs) / SPEED.convolution;
}

function winogradCost(graph: OpGraph, grid: TileGrid, channels: number, filters: number): number {
  const [outputs, inputs, taps] = [grid.tile ** 2, tileInputs(grid) ** 2, grid.taps ** 2];
  const transform = (to: number, from: number, times: number) =>
    Math.max((to + from) * times, (to * from * times) / SPEED.transforms);
  const cutting = (outputs + inputs) * channels + transform(inputs, inputs, channels);
  const products = inputs * (channels + filters + (channels * filters) / SPEED.products);
  const joining = transform(outputs, inputs, filters) + 2 * outputs * filters;
  const ofKernel = transform(inputs, taps, channels * filters) / graph.expectedBatch;
  return tilesOf(grid) * (cutting + products + joining) + ofKernel;
}
