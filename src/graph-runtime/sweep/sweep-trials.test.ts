import { describe, expect, it } from 'vitest';
import { parseDocument } from '../reading/parse';
import { trialValues, withTrialValues } from './sweep-trials';

const parsed = parseDocument({
  format: 'netloom',
  version: 2,
  name: 'N',
  parameters: [{ name: 'width', kind: 'integer', default: 4 }],
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'conv', type: 'conv2d', parameters: { filters: '=width' } },
    { id: 'residual', type: 'block:residual' },
  ],
  edges: [],
  blocks: { residual: { nodes: [{ id: 'inner', type: 'conv2d' }], edges: [] } },
  training: { optimizer: { type: 'momentum', learningRate: 0.1 }, seed: 3 },
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
const { document } = parsed;
const change = (parameter: string, value: number) => withTrialValues(document, [{ parameter }], [value]);

describe('trialValues', () => {
  const axes = [
    { parameter: 'learningRate', values: [0.001, 0.1] },
    { parameter: 'batchSize', values: [16, 32, 64] },
  ];

  it('takes every combination of a grid, the last axis fastest', () => {
    expect(trialValues(axes, { type: 'grid' })).toEqual([
      [0.001, 16],
      [0.001, 32],
      [0.001, 64],
      [0.1, 16],
      [0.1, 32],
      [0.1, 64],
    ]);
  });

  it('draws between the smallest and the largest, rates evenly among magnitudes, whole numbers whole', () => {
    const method = { type: 'random', count: 400, seed: 1 } as const;
    const drawn = trialValues(axes, method);
    expect(trialValues(axes, method)).toEqual(drawn);
    expect(trialValues(axes, { ...method, seed: 2 })).not.toEqual(drawn);
    for (const [rate = 0, batch = 0] of drawn) {
      expect(rate).toBeGreaterThanOrEqual(0.001);
      expect(rate).toBeLessThanOrEqual(0.1);
      expect([Number.isInteger(batch), batch >= 16, batch <= 64]).toEqual([true, true, true]);
    }
    const small = drawn.filter(([rate = 0]) => rate < 0.01).length;
    expect(small).toBeGreaterThan(150);
    expect(small).toBeLessThan(250);
  });
});

describe('withTrialValues', () => {
  it('changes settings, parameters of the network, of nodes and inside blocks, and nothing else', () => {
    expect(change('learningRate', 0.5)?.training.optimizer.learningRate).toBe(0.5);
    expect(change('optimizer.momentum', 0.7)?.training.optimizer).toMatchObject({ momentum: 0.7 });
    expect(change('batchSize', 8)).toEqual({ ...document, training: { ...document.training, batchSize: 8 } });
    expect(change('network.width', 9)?.parameters[0]?.default).toBe(9);
    expect(change('conv.filters', 12)?.nodes[1]?.parameters).toEqual({ filters: 12 });
    expect(change('block:residual/inner.filters', 5)?.blocks.residual?.nodes[0]?.parameters).toEqual({
      filters: 5,
    });
  });

  it('knows what does not exist and what is not allowed', () => {
    for (const name of [
      'network.depth',
      'dense.units',
      'optimizer.type',
      'optimizer.rho',
      'block:none/x.y',
      'wrong',
    ]) {
      expect(change(name, 1), name).toBeNull();
    }
    expect(change('batchSize', 0.5)).toBeNull();
    expect(change('learningRate', -1)).toBeNull();
  });
});
