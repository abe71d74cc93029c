import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../../graph-runtime/compile/program';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { relu, relu6 } from '../../../graph-runtime/ops/activations';
import { add } from '../../../graph-runtime/ops/elementwise';
import type { OpGraph, Value } from '../../../graph-runtime/ops/op-graph';
import { maxPool } from '../../../graph-runtime/ops/pooling';
import { reshape } from '../../../graph-runtime/ops/shape';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { spreadNumbers } from '../testing/spread-numbers';
import { evaluateGraph } from './evaluate-graph';

const size = [2, 5, 6, 3] as const;
const windows = {
  'side by side': { window: [2, 2], strides: [2, 2], padding: 'VALID' },
  'that overlap and are padded': { window: [3, 3], strides: [2, 2], padding: [1, 1, 1, 1] },
} as const;
type Windows = (typeof windows)[keyof typeof windows];
type Rectifier = typeof relu;

/** A pool of what a ReLU lets through; a reshape between them hides one from the other. */
function pooled(graph: OpGraph, x: Value, rectifier: Rectifier, options: Windows, isHidden: boolean): Value {
  const y = rectifier(graph, x);
  return maxPool(graph, isHidden ? reshape(graph, y, [null, ...size.slice(1)]) : y, options);
}

async function gradient(build: (graph: OpGraph, x: Value) => Value, shape: readonly number[]) {
  const values = Float32Array.from(spreadNumbers(size, 1).values, (value) => Math.round(value * 7));
  const outputs = await evaluateGraph({
    // From -7 to 7, with many zeros: ReLU6 is shut on both sides, and windows have several winners.
    inputs: { x: { dtype: 'float32', shape: size, values } },
    batched: ['x'],
    build: (graph, { x }) => {
      if (!x) throw new Error('the input is missing');
      return { y: build(graph, x) };
    },
    gradient: { of: 'y', seed: spreadNumbers(shape, 2), to: ['x'] },
  });
  // Zero has no sign here: nothing flows.
  return Array.from(outputs['d x']?.values ?? [], (value) => value + 0);
}

describe('the gradient through a max pool and the ReLU in front of it', () => {
  describe.each(Object.entries(windows))('of windows %s', (_name, options) => {
    const shape = options.padding === 'VALID' ? [2, 2, 3, 3] : [2, 3, 3, 3];

    it.each([
      ['ReLU', relu],
      ['ReLU6', relu6],
    ])('is the same numbers as through one after the other: %s', async (_label, rectifier) => {
      const gated = await gradient((graph, x) => pooled(graph, x, rectifier, options, false), shape);
      const separate = await gradient((graph, x) => pooled(graph, x, rectifier, options, true), shape);
      expect(gated.filter((value) => value !== 0).length).toBeGreaterThan(5);
      expect(gated).toEqual(separate);
    });

    it('adds up with what comes from another reader of the ReLU', async () => {
      const both = (isHidden: boolean) => (graph: OpGraph, x: Value) => {
        const y = relu(graph, x);
        const pool = (value: Value) => maxPool(graph, value, options);
        const hidden = isHidden ? reshape(graph, y, [null, ...size.slice(1)]) : y;
        return add(graph, pool(hidden), pool(add(graph, y, y)));
      };
      expect(await gradient(both(false), shape)).toEqual(await gradient(both(true), shape));
    });
  });

  it('passes ReLU where the map is small', () => {
    const document = readPreset('vgg');
    const data = { exampleShape: [28, 28, 1], trainCount: 10, testCount: 10 };
    const { graph } = buildProgram(analyze(document), data, document.training);
    const gates = graph.ops.filter(({ op, name }) => op === 'ReluGrad' && name.includes('stage1'));
    expect(gates.map(({ outputs }) => outputs[0]?.shape)).toEqual([[null, 112, 112, 16]]);
  });
});
