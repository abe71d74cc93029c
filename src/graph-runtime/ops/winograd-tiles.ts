import { attr } from './attributes';
import { batchSize } from './batch';
import { cellsOf, numbersTo } from './cells';
import { constant, scalar } from './constant';
import { add, addAll, minimum, multiply } from './elementwise';
import { type OpGraph, staticSize, type Value } from './op-graph';
import { expandDims, reshape } from './shape';
import { gather, pad } from './slicing';
import { batchToSpace, spaceToBatch } from './space-to-batch';

/**
 * How images are cut into the tiles of a Winograd convolution and put together again. Inputs overlap by the kernel's taps less one, outputs
 * lie side by side. Of tiles, the place within comes first: a matrix in front of them then treats all tiles, examples and channels at once.
 */
export interface TileGrid {
  /** The image's `[height, width]`. */
  readonly image: readonly [number, number];
  /** The output's `[height, width]`. */
  readonly output: readonly [number, number];
  /** Taps of the kernel along an axis. */
  readonly taps: number;
  /** Outputs of a tile along an axis, at least `taps - 1`: then no more than two tiles overlap along it. */
  readonly tile: number;
  /** Zeros above and to the left of the image. */
  readonly before: readonly [top: number, left: number];
}

/** Inputs of a tile along an axis. */
export function tileInputs({ tile, taps }: TileGrid): number {
  return tile + taps - 1;
}

/** Tiles along each axis; the last may reach beyond the output. */
export function tileCounts({ output, tile }: TileGrid): readonly [rows: number, columns: number] {
  return [Math.ceil(output[0] / tile), Math.ceil(output[1] / tile)];
}

/**
 * @param x `[batch, height, width, channels]`
 * @returns `[inputs², batch * tiles * channels]`: each tile with the inputs it shares with its neighbors
 */
export function cutInputs(graph: OpGraph, x: Value, grid: TileGrid): Value {
  const size = tileInputs(grid);
  const [rows, columns] = tileCounts(grid);
  const [height, width] = [reach(grid, rows), reach(grid, columns)];
  const [top, left] = grid.before;
  const channels = staticSize(x, 3);
  const framed = pad(graph, x, [
    [0, 0],
    [top, height - grid.image[0] - top],
    [left, width - grid.image[1] - left],
    [0, 0],
  ]);
  const tiles = rows * columns;
  const cells = cellsOfTiles(graph, grid, width);
  const firstOfEach = multiply(graph, exampleNumbers(graph, x), scalar(graph, height * width, 'int32'));
  // `[places, batch, tiles]`
  const indices = reshape(graph, add(graph, cells, expandDims(graph, firstOfEach, -1)), [null]);
  const pixels = reshape(graph, framed, [null, channels]);
  const gathered = graph.openAxis(size * size * tiles, () => gather(graph, pixels, indices));
  return reshape(graph, gathered, [size * size, null]);
}

/**
 * The way back from `cutInputs`, for gradients: a cell gets the sum of what the tiles it is in say of it.
 *
 * @param inputs `[inputs² + 1, batch * tiles * channels]`; the last row is zeros, for cells that fewer tiles share than others
 * @param like an image of the same batch: `[batch, height, width, channels]`
 * @returns `[batch, height, width, channels]`
 */
export function addInputs(graph: OpGraph, inputs: Value, like: Value, grid: TileGrid): Value {
  const size = tileInputs(grid);
  const [rows, columns] = tileCounts(grid);
  const tiles = rows * columns;
  const channels = staticSize(like, 3);
  const rowsOfChannels = reshape(graph, inputs, [null, channels]);
  const perPlace = multiply(graph, batchSize(graph, like), scalar(graph, tiles, 'int32'));
  const firstOfEach = multiply(graph, exampleNumbers(graph, like), scalar(graph, tiles, 'int32'));
  const zeros = multiply(graph, perPlace, scalar(graph, size * size, 'int32'));
  const cells = grid.image[0] * grid.image[1];
  // A cell is its own input tile, and maybe of the one above, the one to the left, and the one between them.
  const shares = cellsOf(2, 2).map(([above, before]) => {
    const row = rowsAlong(graph, grid, { axis: 0, tilesBefore: above, perPlace });
    const column = rowsAlong(graph, grid, { axis: 1, tilesBefore: before, perPlace });
    const inFirst = reshape(graph, add(graph, row, column), [1, cells]);
    // `[batch, cells]`; where there is no such tile, a row beyond the last place: zeros.
    const all = minimum(graph, add(graph, inFirst, expandDims(graph, firstOfEach, -1)), zeros);
    return graph.openAxis(cells, () => gather(graph, rowsOfChannels, reshape(graph, all, [null])));
  });
  const total = graph.openAxis(cells, () => addAll(graph, shares));
  return reshape(graph, total, [null, ...grid.image, channels]);
}

/**
 * @param outputs `[tile², batch * tiles * filters]`
 * @returns `[batch, output height, output width, filters]`
 */
export function joinOutputs(graph: OpGraph, outputs: Value, filters: number, grid: TileGrid): Value {
  const apart = reshape(graph, outputs, [null, ...tileCounts(grid), filters]);
  return batchToSpace(graph, apart, [grid.tile, grid.tile], beyondOutput(grid));
}

/** The inverse of `joinOutputs`, with zeros where tiles reach beyond the output. */
export function cutOutputs(graph: OpGraph, y: Value, grid: TileGrid): Value {
  const square = grid.tile * grid.tile;
  const block = [grid.tile, grid.tile] as const;
  const apart = graph.openAxis(square, () => spaceToBatch(graph, y, block, beyondOutput(grid)));
  return reshape(graph, apart, [square, null]);
}

/** Cells that this many tiles side by side cover. */
function reach({ tile, taps }: TileGrid, tiles: number): number {
  return tiles * tile + taps - 1;
}

/**
 * Of a first image with its border: which cell is at each place of each tile, `[inputs², 1, tiles]`. Added up from one list for each axis,
 * because a list of all would grow with the image's area, and once for all layers of that size.
 */
function cellsOfTiles(graph: OpGraph, grid: TileGrid, width: number): Value {
  const size = tileInputs(grid);
  const [rows, columns] = tileCounts(grid);
  return graph.shared(`Winograd cells ${size} ${grid.tile} ${rows} ${columns}`, () => {
    const steps = (count: number, step: number, shape: readonly number[]) =>
      constant(
        graph,
        numbersTo(count).map((number) => number * step),
        shape,
        'int32',
      );
    const places = add(graph, steps(size, width, [size, 1, 1, 1]), steps(size, 1, [size, 1, 1]));
    const corners = add(
      graph,
      steps(rows, grid.tile * width, [rows, 1]),
      steps(columns, grid.tile, [columns]),
    );
    return reshape(graph, add(graph, places, corners), [size * size, 1, rows * columns]);
  });
}

interface Along {
  readonly axis: 0 | 1;
  /** 0: the tile a cell lies in by its own; 1: the one before. */
  readonly tilesBefore: number;
  /** Rows of each place: the tiles of all examples. */
  readonly perPlace: Value;
}

/** What a cell's coordinate along one axis adds to the row of its input in the first image: `[height, 1]` or `[width]`. */
function rowsAlong(graph: OpGraph, grid: TileGrid, { axis, tilesBefore, perPlace }: Along): Value {
  const size = tileInputs(grid);
  const tiles = tileCounts(grid);
  const [ofPlace, ofTile] = axis === 0 ? [size, tiles[1]] : [1, 1];
  const uses = usesAlong(grid, axis, tilesBefore, tiles[axis]);
  const shape = axis === 0 ? [uses.length, 1] : [uses.length];
  const list = (name: string, numberOf: (use: TileUse | null) => number) =>
    graph.shared(`Winograd ${name} ${axis} ${tilesBefore} ${Object.values(grid).join(' ')}`, () =>
      constant(graph, uses.map(numberOf), shape, 'int32'),
    );
  const places = list('places', (use) => (use === null ? size * size : use.place * ofPlace));
  const inPlace = list('tiles', (use) => (use === null ? 0 : use.tile * ofTile));
  return add(graph, multiply(graph, places, perPlace), inPlace);
}

interface TileUse {
  readonly tile: number;
  readonly place: number;
}

/** Of the image's cells along an axis: in which tile and at which of its places it is an input; null where there is no such tile. */
function usesAlong(
  grid: TileGrid,
  axis: 0 | 1,
  tilesBefore: number,
  tiles: number,
): readonly (TileUse | null)[] {
  return numbersTo(grid.image[axis]).map((cell) => {
    const inFrame = cell + grid.before[axis];
    const tile = Math.floor(inFrame / grid.tile) - tilesBefore;
    const place = inFrame - tile * grid.tile;
    return tile >= 0 && tile < tiles && place < tileInputs(grid) ? { tile, place } : null;
  });
}

/** How far the last tiles reach beyond the output: `[top, bottom, left, right]`. */
function beyondOutput(grid: TileGrid): [number, number, number, number] {
  const [rows, columns] = tileCounts(grid);
  return [0, rows * grid.tile - grid.output[0], 0, columns * grid.tile - grid.output[1]];
}

/** 0, 1, 2, ... for the examples of a batch. */
function exampleNumbers(graph: OpGraph, x: Value): Value {
  const [zero, one] = [scalar(graph, 0, 'int32'), scalar(graph, 1, 'int32')];
  const inputs = [zero, batchSize(graph, x), one];
  return graph.value('Range', inputs, { Tidx: attr.type('int32') }, 'int32', [null]);
}
