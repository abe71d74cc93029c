import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../../graph-runtime/compile/program';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { conv2d } from '../../../graph-runtime/ops/convolution';
import type { OpNode } from '../../../graph-runtime/ops/op-graph';
import { type SmallMapOptions, smallMapConvolution } from '../../../graph-runtime/ops/small-map-convolution';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { spreadNumbers } from '../testing/spread-numbers';
import { evaluateGraph } from './evaluate-graph';

const data = { exampleShape: [28, 28, 1], trainCount: 10, testCount: 10 };

/** Paths of the layers that are made by products. */
function smallMaps(preset: string, isForCard: boolean): readonly string[] {
  const document = readPreset(preset);
  const { graph } = buildProgram(analyze(document), { ...data, isForCard }, document.training);
  // Those of the training step; evaluation has its own.
  const names = graph.ops.filter(isSmallMapRule).map(({ name }) => name);
  return names
    .filter((name) => name.startsWith('train/'))
    .map((name) => name.split('/').slice(1, -1).join('/'));
}

function isSmallMapRule({ attributes: { _rule: rule } }: OpNode): boolean {
  return rule?.kind === 'string' && rule.value === 'small map';
}

describe('convolution of a small map', () => {
  it.each<{
    readonly size: readonly number[];
    readonly taps: readonly number[];
    readonly options: SmallMapOptions;
  }>([
    { size: [3, 3], taps: [3, 3], options: { strides: [1, 1], padding: [1, 1, 1, 1] } },
    { size: [6, 7], taps: [3, 3], options: { strides: [2, 2], padding: [1, 1, 1, 0] } },
    { size: [4, 3], taps: [5, 2], options: { strides: [1, 2], padding: [2, 2, 0, 1] } },
  ])('of $size under $taps is that of the op', async ({ size, taps, options }) => {
    const inputs = { x: spreadNumbers([4, ...size, 5], 1), kernel: spreadNumbers([...taps, 5, 6], 2) };
    const outputs = await evaluateGraph({
      inputs,
      batched: ['x'],
      build: (graph, { x, kernel }) => {
        if (!x || !kernel) throw new Error('the inputs are missing');
        return {
          asProducts: smallMapConvolution(graph, x, kernel, options),
          asOp: conv2d(graph, x, kernel, options),
        };
      },
    });
    expect(outputs.asProducts?.shape).toEqual(outputs.asOp?.shape);
    const expected = Array.from(outputs.asOp?.values ?? []);
    expect(expected.length).toBeGreaterThan(0);
    Array.from(outputs.asProducts?.values ?? []).forEach((value, index) => {
      expect(Math.abs(value - (expected[index] ?? Number.NaN))).toBeLessThan(1e-5);
    });
  });

  it('is how wide layers at the end of a network are made for a processor, where Winograd tiles do not serve', () => {
    expect(smallMaps('resnet', false)).toEqual(['stage4/residual1/conv1']);
    expect(smallMaps('resnet', true)).toEqual([]);
    expect(smallMaps('lenet', false)).toEqual([]);
  });
});
