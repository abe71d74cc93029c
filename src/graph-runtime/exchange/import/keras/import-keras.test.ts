import { describe, expect, it } from 'vitest';
import { analyze } from '../../../infer/analyze';
import type { SourceTensor } from '../network/weight-values';
import { importKeras } from './import-keras';

/* Files, and what the networks compute: `main/trainer/jobs/import-keras.test.ts`. */

const layer = (
  className: string,
  name: string,
  config: object,
  ...calls: readonly (readonly string[])[]
) => ({
  ...{ class_name: className, name, config: { name, ...config } },
  inbound_nodes: calls.map((inputs) =>
    inputs.map((text) => {
      const [from = '', call = '0'] = text.split(':');
      return [from, Number(call), 0, {}];
    }),
  ),
});

const functional = (name: string, layers: readonly object[], outputs: readonly string[]) => ({
  class_name: 'Functional',
  config: {
    ...{ name, layers },
    input_layers: [['x', 0, 0]],
    output_layers: outputs.map((one) => [one, 0, 0]),
  },
});

/** Imports a model whose weights are by the places of their layers. */
function imported(topology: object, shapes: Readonly<Record<string, readonly (readonly number[])[]>>) {
  const tensors = new Map(
    Object.entries(shapes).map(([place, all], at) => [
      place,
      all.map(
        (shape, index): SourceTensor => ({
          ...{ name: `${place}/${index}`, shape },
          values: () => new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(at + index),
        }),
      ),
    ]),
  );
  const result = importKeras(
    {
      ...{ format: 'keras', version: '3.15.1', topology },
      weights: { all: [...tensors.values()].flat(), of: (path) => tensors.get(path.join('/')) ?? [] },
    },
    'model',
  );
  if (!result.ok) throw new Error(result.reason);
  const { document, weights, report } = result.network;
  const analysis = analyze(document);
  expect(analysis.isTrainable, JSON.stringify(analysis.diagnostics)).toBe(true);
  const node = (id: string) => document.nodes.find((one) => one.id === id);
  return { document, analysis, report, node, names: weights.map(({ name }) => name) };
}

const input = layer('InputLayer', 'x', { batch_shape: [null, 4, 4, 2] });
const conv = { filters: 2, kernel_size: [3, 3], padding: 'same' };

describe('layers that are called more than once', () => {
  it('are one with its weights, and others that share them', () => {
    const { analysis, document, names, report } = imported(
      functional(
        'twice',
        [
          input,
          layer('Conv2D', 'conv', conv, ['x'], ['relu']),
          layer('ReLU', 'relu', {}, ['conv']),
          layer('BatchNormalization', 'norm', {}, ['conv:1']),
          layer('GlobalAveragePooling2D', 'mean', {}, ['norm']),
        ],
        ['mean'],
      ),
      { conv: [[3, 3, 2, 2], [2]], norm: [[2], [2], [2], [2]] },
    );
    const convs = document.nodes.filter(({ type }) => type === 'conv2d');
    expect(convs.map(({ sharesWith }) => sharesWith)).toEqual([undefined, convs[0]?.id]);
    expect(names.filter((name) => name.endsWith('/kernel'))).toHaveLength(1);
    expect(analysis.cost.trainableParameters).toBe(3 * 3 * 2 * 2 + 2 + 4);
    expect(report.leftOver).toEqual([]);
  });

  it('are all layers of a model that is called twice', () => {
    const branch = functional(
      'branch',
      [
        input,
        layer('Conv2D', 'conv', conv, ['x']),
        layer('BatchNormalization', 'norm', {}, ['conv']),
        layer('GlobalAveragePooling2D', 'mean', {}, ['norm']),
      ],
      ['mean'],
    );
    const { document, analysis } = imported(
      functional(
        'siamese',
        [
          input,
          layer('Rescaling', 'turned', { scale: -1, offset: 0 }, ['x']),
          { ...branch, name: 'branch', inbound_nodes: [[['x', 0, 0, {}]], [['turned', 0, 0, {}]]] },
          {
            ...layer('Concatenate', 'both', {}),
            inbound_nodes: [
              [
                ['branch', 0, 0, {}],
                ['branch', 1, 0, {}],
              ],
            ],
          },
          layer('Dense', 'scores', { units: 3 }, ['both']),
        ],
        ['scores'],
      ),
      { 'branch/conv': [[3, 3, 2, 2], [2]], 'branch/norm': [[2], [2], [2], [2]], scores: [[4, 3], [3]] },
    );
    const sharing = document.nodes.filter(({ sharesWith }) => sharesWith !== undefined);
    expect(sharing.map(({ type }) => type)).toEqual(['conv2d', 'batchNormalization']);
    expect(analysis.cost.trainableParameters).toBe(3 * 3 * 2 * 2 + 2 + 4 + 4 * 3 + 3);
  });

  it('are not those of equal values in two layers', () => {
    const { document } = imported(
      functional(
        'apart',
        [input, layer('BatchNormalization', 'a', {}, ['x']), layer('BatchNormalization', 'b', {}, ['a'])],
        ['b'],
      ),
      { a: [[2], [2], [2], [2]], b: [[2], [2], [2], [2]] },
    );
    expect(document.nodes.every(({ sharesWith }) => sharesWith === undefined)).toBe(true);
  });
});

describe('a vector that enters beside others', () => {
  const person = (size: number) => layer('InputLayer', 'person', { batch_shape: [null, size] });
  const flat = layer('Flatten', 'flat', {}, ['x']);
  const join = (...from: readonly string[]) => layer('Concatenate', 'join', { axis: -1 }, from);
  const scores = layer('Dense', 'scores', { units: 3 }, ['join']);

  it.each([
    ['first', (image: object, vector: object) => [vector, image]],
    ['last', (image: object, vector: object) => [image, vector]],
  ])(
    'is the numbers beside an image where its input is %s, and what standardizes it is the data set',
    (_, order) => {
      const standardized = layer('Rescaling', 'standard', { scale: 0.05, offset: -2 }, ['person']);
      const layers = [...order(input, person(2)), standardized, flat, join('flat', 'standard'), scores];
      const { node, report, document } = imported(functional('both', layers, ['scores']), {
        scores: [[34, 3], [3]],
      });
      expect(node('person')?.parameters).toEqual({ shape: [2], takes: 'numbers' });
      expect(node('x')?.parameters?.takes).toBeUndefined();
      expect(report.folded).toContainEqual(expect.objectContaining({ reason: 'standardization' }));
      expect(node('standard')).toBeUndefined();
      expect(document.training.normalization).toBeUndefined();
    },
  );

  it('is left where nobody knows which of several it is', () => {
    const other = layer('InputLayer', 'other', { batch_shape: [null, 5] });
    const result = importKeras(
      {
        ...{ format: 'keras', version: '3.15.1' },
        topology: functional(
          'three',
          [
            input,
            person(2),
            other,
            flat,
            join('flat', 'person', 'other'),
            layer('Activation', 'end', { activation: 'relu' }, ['join']),
          ],
          ['end'],
        ),
        weights: { all: [], of: () => [] },
      },
      'model',
    );
    if (!result.ok) throw new Error(result.reason);
    const taken = result.network.document.nodes.map(({ parameters }) => parameters?.takes);
    expect(taken.every((takes) => takes === undefined)).toBe(true);
  });
});

it('ends in as many main outputs as the model has', () => {
  const { document, analysis } = imported(
    functional(
      'two',
      [
        input,
        layer('GlobalAveragePooling2D', 'mean', {}, ['x']),
        layer('Dense', 'kind', { units: 3, activation: 'softmax' }, ['mean']),
        layer('Dense', 'age', { units: 1 }, ['mean']),
      ],
      ['kind', 'age'],
    ),
    { kind: [[2, 3], [3]], age: [[2, 1], [1]] },
  );
  const outputs = document.nodes.filter(({ type }) => type === 'output');
  expect(outputs).toHaveLength(2);
  expect(outputs.every(({ parameters }) => parameters?.auxiliary !== true)).toBe(true);
  expect(analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe('how weights start', () => {
  const startOf = (kernel_initializer: unknown) => {
    const { document } = imported(
      functional('start', [input, layer('Conv2D', 'conv', { ...conv, kernel_initializer }, ['x'])], ['conv']),
      { conv: [[3, 3, 2, 2], [2]] },
    );
    const { kernelInitializer, kernelInitializerScale, kernelInitializerGain } =
      document.nodes.find(({ type }) => type === 'conv2d')?.parameters ?? {};
    return [kernelInitializer, kernelInitializerScale, kernelInitializerGain];
  };
  const named = (class_name: string, config: object = {}) => ({
    ...{ module: 'keras.initializers', class_name, config },
    registered_name: null,
  });

  it.each([
    ['glorot_uniform', [undefined, undefined, undefined]],
    ['he_normal', ['heNormal', undefined, undefined]],
    [named('HeUniform', { seed: null }), ['heUniform', undefined, undefined]],
    [named('RandomNormal', { mean: 0, stddev: 0.02 }), ['randomNormal', 0.02, undefined]],
    [named('TruncatedNormal', { mean: 0, stddev: 0.05 }), ['truncatedNormal', undefined, undefined]],
    [named('RandomUniform', { minval: -0.1, maxval: 0.1 }), ['randomUniform', 0.1, undefined]],
    [
      named('VarianceScaling', { scale: 2, mode: 'fan_out', distribution: 'truncated_normal' }),
      ['heNormalFanOut', undefined, undefined],
    ],
    [
      named('VarianceScaling', { scale: 4, mode: 'fan_in', distribution: 'uniform' }),
      ['lecunUniform', undefined, 2],
    ],
    // What has no name here, or no place, is as usual.
    [named('OrthogonalInitializer', { gain: 1 }), [undefined, undefined, undefined]],
    [named('RandomNormal', { mean: 0, stddev: 1e9 }), [undefined, undefined, undefined]],
    [named('VarianceScaling', { scale: -1, mode: 'fan_in' }), [undefined, undefined, undefined]],
    [undefined, [undefined, undefined, undefined]],
  ])('is read from %j', (given, wanted) => {
    expect(startOf(given)).toEqual(wanted);
  });
});

it('follows models in a model whose calls are counted from 1, as Keras 2 does where they have an input layer', () => {
  const inner = layer('Sequential', 'stem', {
    layers: [
      layer('InputLayer', 'stem_input', { batch_input_shape: [null, 4, 4, 2] }),
      layer('ReLU', 'relu', {}),
    ],
  });
  const scores = { units: 3, activation: 'linear', use_bias: true };
  const { report, document } = imported(
    functional(
      'outer',
      [
        input,
        { ...inner, inbound_nodes: [[['x', 0, 0, {}]]] },
        layer('Flatten', 'flat', {}, ['stem:1']),
        layer('Dense', 'scores', scores, ['flat']),
      ],
      ['scores'],
    ),
    {
      scores: [[32, 3], [3]],
    },
  );
  expect(report.leftOver).toEqual([]);
  expect(document.nodes.map(({ type }) => type)).toContain('relu');
});
