import { describe, expect, it } from 'vitest';
import { readDocument } from '../testing/read-document';
import type { SweepValue } from './sweep-place';
import { refusedValue, trialValues, withTrialValues } from './sweep-trials';

const document = readDocument({
  format: 'netloom',
  version: 2,
  name: 'N',
  parameters: [{ name: 'width', kind: 'integer', default: 4 }],
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'conv', type: 'conv2d', parameters: { filters: '=width' } },
    { id: 'sigmoid', type: 'sigmoid' },
    { id: 'leaky', type: 'leakyRelu', parameters: { negativeSlope: 0.2 } },
    { id: 'residual', type: 'block:residual' },
  ],
  edges: [],
  blocks: {
    residual: {
      nodes: [
        { id: 'inner', type: 'conv2d' },
        { id: 'gate', type: 'sigmoid' },
      ],
      edges: [],
    },
  },
  training: { optimizer: { type: 'momentum', learningRate: 0.1 }, seed: 3 },
});
const change = (parameter: string, value: SweepValue) => withTrialValues(document, [{ parameter }], [value]);

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
    for (const [rate = 0, batch = 0] of drawn.map((values) => values.map(Number))) {
      expect(rate).toBeGreaterThanOrEqual(0.001);
      expect(rate).toBeLessThanOrEqual(0.1);
      expect([Number.isInteger(batch), batch >= 16, batch <= 64]).toEqual([true, true, true]);
    }
    const small = drawn.filter(([rate = 0]) => Number(rate) < 0.01).length;
    expect(small).toBeGreaterThan(150);
    expect(small).toBeLessThan(250);
  });
});

describe('choices', () => {
  const axes = [
    { parameter: 'optimizer.type', values: ['sgd', 'adam'] },
    { parameter: 'learningRate', values: [0.1, 0.1] },
  ];

  it('are combined like numbers, each value once, and drawn with equal chances', () => {
    expect(trialValues(axes, { type: 'grid' })).toEqual([
      ['sgd', 0.1],
      ['adam', 0.1],
    ]);
    const drawn = trialValues(axes, { type: 'random', count: 400, seed: 1 }).map(([type]) => type);
    const ofAdam = drawn.filter((type) => type === 'adam').length;
    expect(new Set(drawn)).toEqual(new Set(['sgd', 'adam']));
    expect(ofAdam).toBeGreaterThan(150);
    expect(ofAdam).toBeLessThan(250);
  });

  it('are set before the numbers of what was chosen, in whatever order the axes are', () => {
    const [type, rate] = [{ parameter: 'optimizer.type' }, { parameter: 'learningRate' }];
    const adam = { type: 'adam', learningRate: 0.02 };
    expect(withTrialValues(document, [rate, type], [0.02, 'adam'])?.training.optimizer).toMatchObject(adam);
    expect(withTrialValues(document, [type, rate], ['adam', 0.02])?.training.optimizer).toMatchObject(adam);
    expect(change('schedule.type', 'cosine')?.training.schedule).toMatchObject({ type: 'cosine' });
    expect(change('precision', 'mixed')?.training.precision).toBe('mixed');
    // The usual one is stored by leaving it out.
    expect(change('precision', 'float32')?.training).toEqual(document.training);
  });

  it('change one layer, or all of them, in blocks too', () => {
    expect(change('conv.kernelInitializer', 'heNormal')?.nodes[1]?.parameters).toEqual({
      filters: '=width',
      kernelInitializer: 'heNormal',
    });
    const all = change('*.kernelInitializer', 'heNormal');
    expect(all?.nodes[1]?.parameters?.kernelInitializer).toBe('heNormal');
    expect(all?.blocks.residual?.nodes[0]?.parameters?.kernelInitializer).toBe('heNormal');
    expect(change('conv.useBias', false)?.nodes[1]?.parameters?.useBias).toBe(false);
    expect(change('leaky.type', 'relu')?.nodes[3]).toEqual({ id: 'leaky', type: 'relu' });
    const relu = change('*sigmoid.type', 'relu');
    expect(relu?.nodes.map(({ type }) => type)).toEqual([
      'input',
      'conv2d',
      'relu',
      'leakyRelu',
      'block:residual',
    ]);
    expect(relu?.blocks.residual?.nodes[1]?.type).toBe('relu');
  });

  it('are refused where they are none, or do not go together', () => {
    const refused: [string, SweepValue][] = [
      ['optimizer.type', 'adamm'],
      ['schedule.type', 1],
      ['conv.kernelInitializer', 'he'],
      ['conv.useBias', 1],
      ['sigmoid.type', 'softmax'],
      ['sigmoid.type', 'conv2d'],
      ['conv.type', 'relu'],
      ['conv.filters', 0],
      ['conv.filters', 1.5],
      ['*relu.type', 'sigmoid'],
      ['*.nothing', 'x'],
    ];
    for (const [name, value] of refused) expect(change(name, value), name).toBeNull();
    expect(refusedValue(document, axes)).toBeNull();
    expect(refusedValue(document, [{ parameter: 'batchSize', values: [8, 0.5] }])).toEqual({
      parameter: 'batchSize',
      value: 0.5,
    });
    // Adam has no momentum.
    const momentum = { parameter: 'optimizer.momentum', values: [0.8] };
    expect(refusedValue(document, [momentum])).toBeNull();
    const both = { parameter: 'optimizer.type', values: ['momentum', 'adam'] };
    expect(refusedValue(document, [both, momentum])).toEqual({ parameter: 'optimizer.momentum', value: 0.8 });
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
