import { describe, expect, it } from 'vitest';
import { analyze } from '../../../infer/analyze';
import { importOnnx } from './import-onnx';
import { graphOf, node, tensor } from './testing/source-graph';

/* What happens to the operations of a graph. That the numbers are the same is held by `main/trainer/jobs/import-network.test.ts`. */

const image = { name: 'x', dims: [1, 2, 4, 4] };

function imported(model: Parameters<typeof importOnnx>[0]) {
  const result = importOnnx(model, 'model');
  if (!result.ok) throw new Error(result.reason);
  const { document, weights, report } = result.network;
  const types = document.nodes.map(({ type }) => type);
  const values = (name: string) =>
    Array.from(weights.find((one) => one.name === name)?.tensor.values() ?? []);
  return { document, report, types, values, analysis: analyze(document) };
}

describe('an import of ONNX', () => {
  it('reorders the rows of a dense layer behind a flattening, through what is in between', () => {
    const { types, values, analysis } = imported(
      graphOf({
        inputs: [image],
        outputs: ['y'],
        initializers: [tensor('w', [32, 3]), tensor('b', [3])],
        nodes: [
          node('Flatten', ['x'], ['flat'], { axis: 1 }),
          node('Relu', ['flat'], ['relu']),
          node('Dropout', ['relu'], ['dropped']),
          node('Gemm', ['dropped', 'w', 'b'], ['y']),
        ],
      }),
    );
    expect(types).toEqual(['input', 'flatten', 'relu', 'dropout', 'dense', 'output']);
    expect(analysis.isTrainable).toBe(true);
    // Row 1 here is the second channel of the first pixel, which is row 16 there.
    const kernel = values('y/kernel');
    expect(kernel.slice(0, 6)).toEqual([0, 1, 2, 48, 49, 50]);
    expect(kernel.slice(6, 9)).toEqual([3, 4, 5]);
  });

  it('keeps dropout with its rate, an attribute in old files and an input in new ones', () => {
    const { document, analysis } = imported(
      graphOf({
        inputs: [image],
        outputs: ['y'],
        initializers: [tensor('rate', [], [0.2]), tensor('yes', [], [1])],
        nodes: [
          node('Dropout', ['x'], ['a'], { ratio: 0.3 }),
          node('Dropout', ['a', 'rate'], ['b', 'mask']),
          node('Dropout', ['b', '', 'yes'], ['y']),
        ],
      }),
    );
    const rates = document.nodes.flatMap(({ type, parameters }) =>
      type === 'dropout' ? [parameters?.rate] : [],
    );
    expect(rates).toEqual([0.3, 0.2, undefined]);
    expect(analysis.nodes.size).toBe(5);
  });

  it('puts the axes in order where something else than weights depends on it', () => {
    const { types, report } = imported(
      graphOf({
        inputs: [image],
        outputs: ['y'],
        nodes: [node('Flatten', ['x'], ['y'], { axis: 1 })],
      }),
    );
    expect(types).toEqual(['input', 'flatten', 'reshape', 'permute', 'flatten', 'output']);
    expect(report.added).toEqual([
      { layer: 'reshape', count: 1 },
      { layer: 'permute', count: 1 },
      { layer: 'flatten', count: 1 },
    ]);
  });

  it('takes initializers that are listed as inputs, constants that are nodes, and sizes that are computed', () => {
    const constant = { value: { kind: 'tensor', tensor: tensor('', [32, 3]) } } as const;
    const { types, report, analysis } = imported(
      graphOf({
        inputs: [image, { name: 'listed', dims: [2, 2, 1, 1] }],
        outputs: ['y'],
        initializers: [
          tensor('listed', [2, 2, 1, 1]),
          tensor('zero', [], [0]),
          tensor('axes', [1], [0]),
          tensor('rest', [1], [-1]),
        ],
        nodes: [
          node('Conv', ['x', 'listed'], ['conv'], { kernel_shape: [1, 1] }),
          node('Shape', ['conv'], ['shape']),
          node('Gather', ['shape', 'zero'], ['batch'], { axis: 0 }),
          node('Unsqueeze', ['batch', 'axes'], ['batch1']),
          node('Concat', ['batch1', 'rest'], ['target'], { axis: 0 }),
          node('Reshape', ['conv', 'target'], ['flat']),
          node('Constant', [], ['w'], constant),
          node('MatMul', ['flat', 'w'], ['y']),
        ],
      }),
    );
    expect(types).toEqual(['input', 'conv2d', 'flatten', 'dense', 'output']);
    expect(analysis.isTrainable).toBe(true);
    expect(report.leftOver.map(({ name }) => name)).not.toContain('listed');
    expect(report.folded.find(({ reason }) => reason === 'constant')?.names.length).toBeGreaterThan(0);
  });

  it('makes one batch normalization of Caffe2’s three operations, and a bias of a term', () => {
    const { types, values } = imported(
      graphOf({
        inputs: [image],
        outputs: ['y'],
        initializers: [
          ...['scale', 'shift', 'mean', 'variance'].map((name) => tensor(name, [2], [1, 2])),
          tensor('factor', [2, 1, 1], [3, 5]),
          tensor('term', [2, 1, 1], [10, 20]),
          tensor('w', [2, 2, 1, 1]),
          tensor('bias', [1, 2, 1, 1], [7, 8]),
        ],
        nodes: [
          node('BatchNormalization', ['x', 'scale', 'shift', 'mean', 'variance'], ['bn']),
          node('Mul', ['bn', 'factor'], ['scaled']),
          node('Add', ['scaled', 'term'], ['shifted']),
          node('Conv', ['shifted', 'w'], ['conv'], { kernel_shape: [1, 1] }),
          node('Add', ['conv', 'bias'], ['y']),
        ],
      }),
    );
    expect(types).toEqual(['input', 'batchNormalization', 'conv2d', 'output']);
    expect(values('bn/gamma')).toEqual([3, 10]);
    expect(values('bn/beta')).toEqual([13, 30]);
    expect(values('w/bias').concat(values('conv/bias'))).toEqual([7, 8]);
  });

  it('folds nothing into a layer that others read as well', () => {
    const { types } = imported(
      graphOf({
        inputs: [image],
        outputs: ['y'],
        initializers: [tensor('w', [2, 2, 1, 1]), tensor('term', [1, 2, 1, 1], [7, 8])],
        nodes: [
          node('Conv', ['x', 'w'], ['conv'], { kernel_shape: [1, 1] }),
          node('Identity', ['conv'], ['same']),
          node('Add', ['same', 'term'], ['sum']),
          node('Add', ['sum', 'conv'], ['y']),
        ],
      }),
    );
    expect(types).toEqual(['input', 'conv2d', 'depthwiseConv2d', 'add', 'output']);
  });

  it('keeps the place of what has no layer, and continues after it', () => {
    const { report, analysis, document } = imported(
      graphOf({
        inputs: [image],
        outputs: ['y'],
        initializers: [tensor('w', [3, 2, 1, 1])],
        values: [{ name: 'sorted', dims: [null, 2, 3, 3] }],
        nodes: [
          node('TopK', ['x'], ['sorted'], { axis: 2, largest: 1 }),
          node('Conv', ['sorted', 'w'], ['y'], { kernel_shape: [1, 1] }),
        ],
      }),
    );
    expect(report.placeholders).toMatchObject([
      {
        operation: 'TopK',
        attributes: 'axis = 2, largest = 1',
        reason: 'unknown-operation',
        isShapeKnown: true,
      },
    ]);
    expect(document.nodes[1]).toMatchObject({
      type: 'placeholder',
      parameters: { operation: 'TopK', outputShape: [3, 3, 2] },
    });
    expect(analysis.diagnostics.map(({ code }) => code)).toEqual(['placeholder-layer']);
    expect(analysis.nodes.get('y')?.outputs).toEqual([{ shape: [3, 3, 3] }]);
  });

  it('says of each tensor that no weight has it', () => {
    const { report } = imported(
      graphOf({
        inputs: [image],
        outputs: ['y'],
        initializers: [tensor('w', [3, 2, 1, 1]), tensor('lost', [5])],
        nodes: [node('Conv', ['x', 'w'], ['y'], { kernel_shape: [1, 1] }), node('Relu', ['x'], ['nobody'])],
      }),
    );
    expect(report.leftOver).toEqual([{ name: 'lost', shape: [5] }]);
    expect(report.folded).toEqual([{ operation: 'Relu', reason: 'unused', names: ['nobody'] }]);
  });

  it('reads axes and sizes where each version of the operators has them', () => {
    const pads = [0, 0, 1, 2, 0, 0, 3, 4];
    for (const opset of [10, 13, 22]) {
      const isOld = opset < 11;
      const { document } = imported(
        graphOf({
          opset,
          inputs: [image],
          outputs: ['y'],
          initializers: [tensor('pads', [8], pads)],
          nodes: [node('Pad', isOld ? ['x'] : ['x', 'pads'], ['y'], isOld ? { pads } : {})],
        }),
      );
      expect(document.nodes[1]).toMatchObject({
        type: 'zeroPadding2d',
        parameters: { padding: [1, 3, 2, 4] },
      });
    }
  });

  it('refuses quantized models, cycles and graphs without an input, and says why', () => {
    const quantized = graphOf({
      inputs: [image],
      outputs: ['y'],
      nodes: [node('QuantizeLinear', ['x'], ['y'])],
    });
    expect(importOnnx(quantized, '')).toEqual({ ok: false, reason: 'quantized', detail: 'QuantizeLinear' });
    const cycle = graphOf({
      inputs: [image],
      outputs: ['y'],
      nodes: [node('Add', ['x', 'y'], ['z']), node('Relu', ['z'], ['y'])],
    });
    expect(importOnnx(cycle, '')).toMatchObject({ ok: false, reason: 'cycle' });
    expect(importOnnx(graphOf({ inputs: [], outputs: [], nodes: [] }), '')).toMatchObject({
      reason: 'no-input',
    });
  });

  it('finds activations that are written as several operations', () => {
    const { types, report } = imported(
      graphOf({
        inputs: [image],
        outputs: ['y'],
        initializers: [tensor('root', [], [Math.SQRT2]), tensor('one', [], [1]), tensor('half', [], [0.5])],
        nodes: [
          node('Sigmoid', ['x'], ['gate']),
          node('Mul', ['x', 'gate'], ['silu']),
          node('Div', ['silu', 'root'], ['divided']),
          node('Erf', ['divided'], ['error']),
          node('Add', ['error', 'one'], ['sum']),
          node('Mul', ['silu', 'sum'], ['product']),
          node('Mul', ['product', 'half'], ['y']),
        ],
      }),
    );
    expect(types).toEqual(['input', 'silu', 'gelu', 'output']);
    expect(report.folded.filter(({ reason }) => reason === 'pattern').length).toBeGreaterThan(0);
  });

  it('reads values that are taken in their own order as another shape', () => {
    const strided = (places: readonly number[]) =>
      imported(
        graphOf({
          inputs: [image],
          outputs: ['y'],
          initializers: [tensor('row', [1], [-1]), tensor('places', [1, 2, 1, 1], places)],
          nodes: [
            node('GlobalAveragePool', ['x'], ['mean']),
            node('Reshape', ['mean', 'row'], ['flat']),
            node('Gather', ['flat', 'places'], ['y'], { axis: 0 }),
          ],
        }),
      ).report.placeholders.length;
    expect(strided([0, 1])).toBe(0);
    expect(strided([1, 0])).toBeGreaterThan(0);
  });

  it('makes a chain of concatenations that join the same maps again and again', () => {
    const { document, report } = imported(
      graphOf({
        inputs: [image],
        outputs: ['y'],
        nodes: [
          node('Relu', ['x'], ['a']),
          node('Concat', ['x', 'a'], ['xa'], { axis: 1 }),
          node('Tanh', ['xa'], ['b']),
          node('Concat', ['x', 'a', 'b'], ['xab'], { axis: 1 }),
          node('Sigmoid', ['xab'], ['c']),
          // Another order is another value.
          node('Concat', ['a', 'x', 'c'], ['y'], { axis: 1 }),
        ],
      }),
    );
    expect(report.placeholders).toEqual([]);
    const joins = document.nodes.filter(({ type }) => type === 'concatenate').map(({ id }) => id);
    const entering = joins.map((id) => document.edges.filter(({ to }) => to === id).length);
    expect(entering).toEqual([2, 2, 3]);
    expect(document.edges).toContainEqual({ from: joins[0], to: joins[1] });
  });

  it('finds attention as PyTorch writes it, with its scale at the query and the key', () => {
    const { document, types, values, analysis } = imported(attentionGraph('0,2,1,3', 0.25));
    expect(types).toEqual(['input', 'multiHeadAttention', 'output']);
    expect(document.nodes[1]?.parameters).toEqual({ heads: 2 });
    expect(analysis.isTrainable).toBe(true);
    // A head has 4 values, and the layer divides by 2: 0.25² of the file is an eighth of that.
    expect(values('projected/queryKernel').slice(0, 3)).toEqual([0, 0.125, 0.25]);
    expect(values('projected/queryBias').slice(0, 3)).toEqual([0, 0.125, 0.25]);
    expect(values('projected/keyKernel').slice(0, 3)).toEqual([0, 1, 2]);
    expect(values('projected/keyBias')).toEqual(new Array(8).fill(0));
    expect(values('projected/outputBias').slice(0, 3)).toEqual([0, 1, 2]);
  });

  it('finds attention whose query, key and value are one product, and whose scale is computed', () => {
    for (const parts of ['split', 'slice', 'gather'] as const) {
      const { types, values, report, document } = imported(fusedAttention(parts));
      expect(report.placeholders, parts).toEqual([]);
      expect(report.leftOver, parts).toEqual([]);
      expect(types, parts).toEqual(['input', 'multiHeadAttention', 'output']);
      expect(document.nodes[1]?.parameters).toEqual({ heads: 2 });
      // Columns 4 to 7 of twelve are the key's; the query has no other scale than the layer's.
      expect(values('projected/keyKernel').slice(0, 8)).toEqual([4, 5, 6, 7, 16, 17, 18, 19]);
      expect(values('projected/queryKernel').slice(0, 4)).toEqual([0, 1, 2, 3]);
      expect(values('projected/valueBias')).toEqual([8, 9, 10, 11]);
    }
  });

  it('takes no product apart that something else reads, too', () => {
    const model = fusedAttention('gather');
    const { graph } = model;
    const nodes = [...graph.nodes, node('ReduceSum', ['turned'], ['z'])];
    const outputs = [...graph.outputs, { name: 'z', dims: undefined }];
    const { types } = imported({ ...model, graph: { ...graph, nodes, outputs } });
    expect(types).not.toContain('multiHeadAttention');
  });

  it('takes for attention only what attends over positions', () => {
    // Before opset 13, shares without an axis are of all heads and positions.
    for (const graph of [attentionGraph('2,0,1,3', 0.25), attentionGraph('0,2,1,3', 0.25, {})]) {
      const { types, report } = imported(graph);
      expect(types).not.toContain('multiHeadAttention');
      expect(report.placeholders.length).toBeGreaterThan(0);
    }
  });

  it('takes a token for that of a class only where it is one position', () => {
    expect(imported(tokenGraph(1)).types).toEqual(['input', 'classToken', 'output']);
    expect(imported(tokenGraph(2)).types).not.toContain('classToken');
  });

  it('reads a class token, learned positions and one position of a sequence', () => {
    const { document, types, analysis, values } = imported(
      graphOf({
        inputs: [{ name: 'x', dims: [null, 5, 8] }],
        outputs: ['y'],
        initializers: [
          tensor('token', [1, 1, 8]),
          tensor('positions', [1, 6, 8]),
          tensor('sizes', [3], [1, 1, 8]),
          tensor('first', [], [0]),
        ],
        nodes: [
          node('Expand', ['token', 'sizes'], ['tokens']),
          node('Concat', ['tokens', 'x'], ['longer'], { axis: 1 }),
          node('Add', ['positions', 'longer'], ['placed']),
          node('Gather', ['placed', 'first'], ['y'], { axis: 1 }),
        ],
      }),
    );
    expect(types).toEqual(['input', 'classToken', 'positionEmbedding', 'slice', 'flatten', 'output']);
    expect(document.nodes[3]?.parameters).toEqual({ axis: 'height' });
    expect(analysis.nodes.get('placed')?.outputs).toEqual([{ shape: [6, 8] }]);
    expect(values('longer/token')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(values('placed/positions')).toHaveLength(48);
  });
});

/** A token in front of 5 positions, repeated as often as a part of them is long, which ends at `end`. */
function tokenGraph(end: number) {
  const range = [
    ['begin', 0],
    ['end', end],
    ['axis', 1],
  ] as const;
  return graphOf({
    inputs: [{ name: 'x', dims: [null, 5, 8] }],
    outputs: ['y'],
    initializers: [
      tensor('token', [1, 1, 8]),
      ...range.map(([name, value]) => ({ ...tensor(name, [1], [value]), type: 'int64' as const })),
    ],
    nodes: [
      node('Slice', ['x', 'begin', 'end', 'axis'], ['part']),
      node('Shape', ['part'], ['sizes']),
      node('Expand', ['token', 'sizes'], ['tokens']),
      node('Concat', ['tokens', 'x'], ['y'], { axis: 1 }),
    ],
  });
}

/** Attention of 3 positions with 8 features in 2 heads; only query and the last projection have a bias. */
function attentionGraph(order: string, scale: number, shares: { readonly axis?: number } = { axis: -1 }) {
  const perm = order.split(',').map(Number);
  const heads = tensor('heads', [4], [0, 0, 2, 4]);
  const part = (name: string, turned: readonly number[]) => [
    node('MatMul', ['x', `${name}Kernel`], [`${name}0`]),
    ...(name === 'query' ? [node('Add', ['queryBias', 'query0'], ['query1'])] : []),
    node('Reshape', [name === 'query' ? 'query1' : `${name}0`, 'heads'], [`${name}2`]),
    node('Transpose', [`${name}2`], [`${name}3`], { perm: turned }),
  ];
  return graphOf({
    inputs: [{ name: 'x', dims: [null, 3, 8] }],
    outputs: ['y'],
    initializers: [
      ...['query', 'key', 'value', 'output'].map((name) => tensor(`${name}Kernel`, [8, 8])),
      ...['query', 'output'].map((name) => tensor(`${name}Bias`, [8])),
      { ...heads, type: 'int64' as const },
      tensor('joined', [3], [0, 0, 8]),
      tensor('scale', [], [scale]),
    ],
    nodes: [
      ...part('query', perm),
      ...part('key', perm),
      ...part('value', perm),
      node('Transpose', ['key3'], ['key4'], { perm: [0, 1, 3, 2] }),
      node('Mul', ['query3', 'scale'], ['query5']),
      node('Mul', ['key4', 'scale'], ['key5']),
      node('MatMul', ['query5', 'key5'], ['scores']),
      node('Softmax', ['scores'], ['shares'], shares),
      node('MatMul', ['shares', 'value3'], ['gathered']),
      node('Transpose', ['gathered'], ['turned'], { perm }),
      node('Reshape', ['turned', 'joined'], ['flat']),
      node('MatMul', ['flat', 'outputKernel'], ['projected']),
      node('Add', ['outputBias', 'projected'], ['y']),
    ],
  });
}

/** Attention of four features with two heads over five positions, as timm writes it. */
function fusedAttention(parts: 'split' | 'slice' | 'gather') {
  const index = (name: string, values: readonly number[]) => ({
    ...tensor(name, [values.length], values),
    type: 'int64' as const,
  });
  const part = (at: number) => {
    const name = `part${at}`;
    if (parts === 'gather') return [node('Gather', ['turned', `at${at}`], [name], { axis: 0 })];
    const squeezed = node('Squeeze', [`cut${at}`, 'zero'], [name]);
    if (parts === 'split') return [squeezed];
    return [node('Slice', ['turned', `at${at}`, `at${at + 1}`, 'zero'], [`cut${at}`]), squeezed];
  };
  return graphOf({
    opset: 17,
    inputs: [{ name: 'x', dims: [1, 5, 4] }],
    outputs: ['y'],
    initializers: [
      ...[tensor('w', [4, 12]), tensor('b', [12]), tensor('o', [4, 4]), tensor('ob', [4])],
      ...[
        index('table', [1, 5, 3, 2, 2]),
        index('joint', [1, 5, 4]),
        index('zero', [0]),
        index('last', [-1]),
      ],
      ...[index('end', [2 ** 31]), index('one', [1]), index('ones', [1, 1, 1]), index('two', [2])],
      ...[0, 1, 2, 3].map((at) => index(`at${at}`, [at])),
    ],
    nodes: [
      node('MatMul', ['x', 'w'], ['product']),
      node('Add', ['b', 'product'], ['all']),
      node('Reshape', ['all', 'table'], ['divided']),
      node('Transpose', ['divided'], ['turned'], { perm: [2, 0, 3, 1, 4] }),
      ...(parts === 'split'
        ? [node('Split', ['turned', 'ones'], ['cut0', 'cut1', 'cut2'], { axis: 0 })]
        : []),
      ...[0, 1, 2].flatMap(part),
      // The root of the root of a head's size, once at the query and once at the key.
      ...(parts === 'split'
        ? [node('Shape', ['part0'], ['sizes']), node('Slice', ['sizes', 'last', 'end'], ['size'])]
        : [node('Identity', ['two'], ['size'])]),
      node('Sqrt', ['size'], ['root']),
      node('Div', ['one', 'root'], ['scale']),
      node('Sqrt', ['scale'], ['half']),
      node('Transpose', ['part1'], ['key'], { perm: [0, 1, 3, 2] }),
      node('Mul', ['part0', 'half'], ['q']),
      node('Mul', ['key', 'half'], ['k']),
      node('MatMul', ['q', 'k'], ['scores']),
      node('Softmax', ['scores'], ['shares'], { axis: -1 }),
      node('MatMul', ['shares', 'part2'], ['gathered']),
      node('Transpose', ['gathered'], ['back'], { perm: [0, 2, 1, 3] }),
      node('Reshape', ['back', 'joint'], ['joined']),
      node('MatMul', ['joined', 'o'], ['projected']),
      node('Add', ['ob', 'projected'], ['y']),
    ],
  });
}
