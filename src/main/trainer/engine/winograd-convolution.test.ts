import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../../graph-runtime/compile/program';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { attr } from '../../../graph-runtime/ops/attributes';
import type { OpGraph, Value } from '../../../graph-runtime/ops/op-graph';
import { pad } from '../../../graph-runtime/ops/slicing';
import type { ExplicitPadding } from '../../../graph-runtime/ops/window';
import { winogradConvolution } from '../../../graph-runtime/ops/winograd-convolution';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { spreadNumbers } from '../testing/spread-numbers';
import { evaluateGraph } from './evaluate-graph';

const data = { exampleShape: [28, 28, 1], trainCount: 10, testCount: 10 };

/** Paths of the layers of a preset that a training step makes by tiles, and the tiles' sizes. */
function tiles(
  preset: string,
  given: { readonly isForCard?: boolean; readonly precision?: 'mixed' } = {},
): Record<string, number> {
  const document = readPreset(preset);
  const settings = { ...document.training, precision: given.precision ?? document.training.precision };
  const { graph } = buildProgram(analyze(document), { ...data, isForCard: given.isForCard }, settings);
  return Object.fromEntries(
    graph.ops.flatMap(({ name, attributes: { _tile: tile } }) => {
      const path = name.split('/').slice(1, -1).join('/');
      return tile?.kind === 'int' && name.startsWith('train/') ? [[path, tile.value]] : [];
    }),
  );
}

/** The native op, whose gradients are native ops, too. */
function plain(graph: OpGraph, x: Value, kernel: Value, [top, bottom, left, right]: ExplicitPadding): Value {
  const framed = pad(graph, x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
  const [height = 0, width = 0] = [1, 2].map((axis) => framed.shape[axis] ?? 0);
  const [taps = 0, , , filters = 0] = kernel.shape;
  const attributes = {
    T: attr.type('float32'),
    strides: attr.ints([1, 1, 1, 1]),
    dilations: attr.ints([1, 1, 1, 1]),
    padding: attr.string('VALID'),
    explicit_paddings: attr.ints([]),
    data_format: attr.string('NHWC'),
  };
  const shape = [null, height - (taps ?? 0) + 1, width - (taps ?? 0) + 1, filters];
  return graph.value('Conv2D', [framed, kernel], attributes, 'float32', shape);
}

interface Case {
  readonly x: readonly number[];
  readonly kernel: readonly number[];
  readonly padding: ExplicitPadding;
  readonly tile: number;
}

/** Output and both gradients, by tiles or by the native op. */
function evaluate({ x, kernel, padding, tile }: Case, isByTiles: boolean) {
  const [batch = 0, height = 0, width = 0] = x;
  const [taps = 0, , , filters = 0] = kernel;
  const [top, bottom, left, right] = padding;
  const seed = spreadNumbers(
    [batch, height + top + bottom - taps + 1, width + left + right - taps + 1, filters],
    3,
  );
  return evaluateGraph({
    inputs: { x: spreadNumbers(x, 1), kernel: spreadNumbers(kernel, 2) },
    batched: ['x'],
    build: (graph, inputs) => {
      if (!inputs.x || !inputs.kernel) throw new Error('the inputs are missing');
      const y = isByTiles
        ? winogradConvolution(graph, inputs.x, inputs.kernel, { padding, tile })
        : plain(graph, inputs.x, inputs.kernel, padding);
      return { y };
    },
    gradient: { of: 'y', seed, to: ['x', 'kernel'] },
  });
}

/** Root mean square. */
function size(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0) / values.length);
}

describe('Winograd convolution', () => {
  it.each<Case>([
    { x: [4, 8, 8, 5], kernel: [3, 3, 5, 6], padding: [1, 1, 1, 1], tile: 4 },
    { x: [3, 7, 10, 4], kernel: [3, 3, 4, 5], padding: [0, 2, 1, 0], tile: 2 },
    { x: [2, 9, 5, 3], kernel: [3, 3, 3, 4], padding: [1, 1, 1, 1], tile: 6 },
    { x: [2, 6, 7, 3], kernel: [3, 3, 3, 2], padding: [0, 0, 0, 0], tile: 5 },
    { x: [3, 9, 11, 4], kernel: [5, 5, 4, 3], padding: [2, 2, 2, 2], tile: 4 },
    { x: [2, 5, 6, 3], kernel: [2, 2, 3, 4], padding: [0, 1, 1, 0], tile: 3 },
    { x: [2, 8, 8, 3], kernel: [4, 4, 3, 4], padding: [1, 2, 1, 2], tile: 3 },
    { x: [1, 13, 17, 6], kernel: [3, 3, 6, 5], padding: [1, 1, 1, 1], tile: 4 },
    { x: [2, 31, 7, 4], kernel: [3, 3, 4, 4], padding: [1, 1, 1, 1], tile: 6 },
    { x: [1, 11, 23, 3], kernel: [5, 5, 3, 4], padding: [2, 2, 2, 2], tile: 4 },
    // In parts: some of one example, some of none.
    { x: [5, 26, 26, 96], kernel: [5, 5, 96, 256], padding: [2, 2, 2, 2], tile: 4 },
  ])('of $x with $kernel in tiles of $tile is that of the op, forwards and backwards', async (given) => {
    const [byTiles, byOp] = [await evaluate(given, true), await evaluate(given, false)];
    for (const name of ['y', 'd x', 'd kernel']) {
      const [actual, expected] = [byTiles[name], byOp[name]];
      expect(actual?.shape).toEqual(expected?.shape);
      const values = Array.from(expected?.values ?? []).map(Number);
      const errors = Array.from(actual?.values ?? []).map(
        (value, index) => Number(value) - (values[index] ?? 0),
      );
      expect(size(values)).toBeGreaterThan(0.1);
      expect(size(errors) / size(values)).toBeLessThan(2e-5);
    }
  });

  it('gives the same bits again, as resumed training needs', async () => {
    const given: Case = { x: [9, 12, 12, 96], kernel: [3, 3, 96, 128], padding: [1, 1, 1, 1], tile: 6 };
    const [first, second] = [await evaluate(given, true), await evaluate(given, true)];
    for (const name of ['y', 'd x', 'd kernel']) {
      expect(first[name]?.values.length).toBeGreaterThan(0);
      expect(second[name]?.values).toEqual(first[name]?.values);
    }
  });

  it('is how wide layers are made for a processor, in float32', () => {
    expect(tiles('alexnet')).toEqual({ conv2: 4, conv3: 6, conv4: 6, conv5: 6 });
    expect(tiles('nin')).toEqual({ 'stage2/conv': 4, 'stage3/conv': 6 });
    // One tile, of one image of 3 x 3.
    expect(tiles('resnet')).toMatchObject({ 'stage2/residual1/conv2': 4, 'stage4/residual2/conv2': 3 });
    expect(tiles('resnet')).not.toHaveProperty('stage1/residual1/conv1');
    expect(tiles('alexnet', { isForCard: true })).toEqual({});
    expect(tiles('alexnet', { precision: 'mixed' })).toEqual({});
    expect(tiles('lenet')).toEqual({});
  });
});
