import { describe, expect, it } from 'vitest';
import type { SourceTensor } from '../../network/weight-values';
import { importKeras } from '../import-keras';

/* That they compute the same: `main/trainer/jobs/import-keras-layers.test.ts`. */

const tensor = (name: string) => ({
  class_name: '__keras_tensor__',
  config: { shape: null, dtype: 'float32', keras_history: [name, 0, 0] },
});
const range = (start: number | null, stop: number | null, step: number | null = null) => ({
  class_name: '__slice__',
  config: { start, stop, step },
});
const rest = { class_name: '__ellipsis__', config: {} };

/** A model of one layer, or operation, between its input and its output. */
function imported(
  className: string,
  config: object,
  {
    shape,
    args = [],
    kwargs = {},
    tensors = [],
  }: {
    readonly shape: readonly number[];
    readonly args?: readonly unknown[];
    readonly kwargs?: object;
    readonly tensors?: readonly SourceTensor[];
  },
) {
  const layers = [
    { class_name: 'InputLayer', name: 'x', config: { batch_shape: [null, ...shape] }, inbound_nodes: [] },
    {
      ...{ class_name: className, name: 'one', config },
      inbound_nodes: [{ args: [tensor('x'), ...args], kwargs }],
    },
  ];
  const result = importKeras(
    {
      ...{ format: 'keras', version: '3.15.1' },
      topology: {
        class_name: 'Functional',
        config: { name: 'model', layers, input_layers: [['x', 0, 0]], output_layers: [['one', 0, 0]] },
      },
      weights: { all: tensors, of: ([name]) => (name === 'one' ? tensors : []) },
    },
    'model',
  );
  if (!result.ok) throw new Error(result.reason);
  const { document, report, weights } = result.network;
  const nodes = document.nodes.filter(({ type }) => type !== 'input' && type !== 'output');
  return {
    nodes: nodes.map(({ type, parameters = {} }) => ({ type, ...parameters })),
    detail: report.placeholders[0]?.detail,
    weights: weights.map(({ name, tensor: { name: from, shape: of } }) => `${name} ${from} ${of}`),
  };
}

describe('what is taken of a value', () => {
  const taken = (shape: readonly number[], ...items: readonly unknown[]) =>
    imported('GetItem', {}, { shape, args: [items] });
  const all = range(null, null);

  it('is a slice for each axis that is not taken whole', () => {
    expect(taken([6, 7, 4], all, range(1, -2, 2)).nodes).toEqual([
      { type: 'slice', axis: 'height', begin: 1, size: 2, step: 2 },
    ]);
    expect(taken([6, 7, 4], rest, range(-3, null)).nodes).toEqual([{ type: 'slice', begin: 1, size: 3 }]);
    expect(taken([6, 7, 4], all, range(0, 2), range(1, 4), all).nodes).toHaveLength(2);
    expect(taken([6, 7, 4], rest).nodes).toEqual([]);
  });

  it('is a vector where one position of a sequence is taken', () => {
    expect(taken([5, 8], all, 0).nodes).toEqual([
      { type: 'slice', axis: 'height' },
      { type: 'reshape', targetShape: [8] },
    ]);
  });

  it.each([
    ['of other examples', [range(1, 3)]],
    ['backwards', [all, range(null, null, -1)]],
    ['nothing', [all, range(3, 3)]],
    ['of a new axis', [all, { class_name: 'None' }]],
  ])('is no layer’s: %s', (_what, items) => {
    expect(taken([5, 8], ...items).nodes).toMatchObject([{ type: 'placeholder' }]);
  });
});

describe('attention', () => {
  const named = (name: string, shape: readonly number[]): SourceTensor => ({
    ...{ name: `one/${name}`, shape },
    values: () => new Float32Array(64),
  });
  // In the order in which a file lists names.
  const tensors = [
    named('attention_output/kernel:0', [2, 4, 8]),
    named('key/kernel:0', [8, 2, 4]),
    named('query/kernel:0', [8, 2, 4]),
    named('value/kernel:0', [8, 2, 4]),
  ];
  const config = { num_heads: 2, key_dim: 4, use_bias: false };
  const attending = (further: object, kwargs = {}) =>
    imported(
      'MultiHeadAttention',
      { ...config, ...further },
      { shape: [5, 8], args: [tensor('x')], kwargs, tensors },
    );

  it('finds its projections by their names, and has the features of all heads in one axis', () => {
    const { nodes, weights } = attending({});
    expect(nodes).toEqual([{ type: 'multiHeadAttention', heads: 2, useBias: false }]);
    expect(weights).toEqual([
      'one/queryKernel one/query/kernel:0 8,8',
      'one/keyKernel one/key/kernel:0 8,8',
      'one/valueKernel one/value/kernel:0 8,8',
      'one/outputKernel one/attention_output/kernel:0 8,8',
    ]);
  });

  it.each([
    ['use_causal_mask', {}, { use_causal_mask: true }],
    ['dropout', { dropout: 0.1 }, {}],
    ['value_dim', { value_dim: 3 }, {}],
    ['use_gate', { use_gate: true }, {}],
  ])('is no layer’s with %s', (detail, further, kwargs) => {
    expect(attending(further, kwargs).detail).toBe(detail);
  });
});

it('takes no reduction of the batch, no rough GELU and no other interpolation for layers', () => {
  const shape = [6, 7, 4];
  expect(imported('Mean', { axis: [0, 1], keepdims: false }, { shape }).detail).toBe('axis 0,1');
  expect(imported('Mean', { axis: null, keepdims: false }, { shape }).detail).toBe('axis ');
  expect(imported('Gelu', { approximate: true }, { shape }).detail).toBe('approximate');
  expect(imported('Gelu', { approximate: false }, { shape }).nodes).toEqual([{ type: 'gelu' }]);
  expect(imported('Resizing', { height: 3, width: 3, interpolation: 'nearest' }, { shape }).detail).toBe(
    'nearest',
  );
  expect(imported('LayerNormalization', { rms_scaling: true }, { shape }).detail).toBe('rms_scaling');
});
