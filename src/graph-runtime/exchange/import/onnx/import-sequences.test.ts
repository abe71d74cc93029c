import { describe, expect, it } from 'vitest';
import { analyze } from '../../../infer/analyze';
import { importOnnx } from './import-onnx';
import type { OnnxSourceNode } from './source-model';
import { graphOf, node, tensor } from './testing/source-graph';

/* That the numbers are the same is held by `main/trainer/jobs/import-layers.test.ts`. */

const sequence = { name: 'x', dims: [null, 5, 2] };
const UNITS = 3;

/** Weights of an LSTM, or of a GRU with three gates. */
const weightsOf = (name: string, features: number, gates = 4) => [
  tensor(`${name}/w`, [1, gates * UNITS, features]),
  tensor(`${name}/r`, [1, gates * UNITS, UNITS]),
  tensor(`${name}/b`, [1, 2 * gates * UNITS]),
];

const inputsOf = (x: string, name: string) => [x, `${name}/w`, `${name}/r`, `${name}/b`];

const one = tensor('one', [1], [1]);
const integers = (name: string, values: readonly number[], dims = [values.length]) => ({
  ...tensor(name, dims, values),
  type: 'int64' as const,
});

function imported(
  nodes: readonly OnnxSourceNode[],
  initializers: Parameters<typeof graphOf>[0]['initializers'],
) {
  const result = importOnnx(graphOf({ inputs: [sequence], outputs: ['y'], nodes, initializers }), 'model');
  if (!result.ok) throw new Error(result.reason);
  const { document, report, weights } = result.network;
  const layers = document.nodes.map(({ type, parameters }) =>
    parameters?.returnSequences === true ? `${type} all` : type,
  );
  return { layers, report, weights, analysis: analyze(document) };
}

const turned = node('Transpose', ['x'], ['first'], { perm: [1, 0, 2] });
const attributes = { hidden_size: UNITS };
const squeezeAxis = integers('axis', [1]);

describe('a recurrent operator of ONNX', () => {
  it('gives all positions where they are turned back, and the last where one is chosen', () => {
    const nodes = [
      turned,
      node('LSTM', inputsOf('first', 'a'), ['all'], attributes),
      node('Squeeze', ['all', 'axis'], ['between']),
      node('Dropout', ['between'], ['dropped'], { ratio: 0.25 }),
      node('LSTM', inputsOf('dropped', 'b'), ['more', 'end'], attributes),
      node('Squeeze', ['end', 'zero'], ['y']),
    ];
    const initializers = [...weightsOf('a', 2), ...weightsOf('b', UNITS), squeezeAxis, integers('zero', [0])];
    const { layers, report, analysis } = imported(nodes, initializers);
    expect(layers).toEqual(['input', 'lstm all', 'dropout', 'lstm', 'output']);
    expect(report.placeholders).toEqual([]);
    expect(report.leftOver).toEqual([]);
    expect(analysis.isTrainable).toBe(true);
  });

  it('is the same with a Reshape, and with the states of several layers joined', () => {
    const gru = { ...attributes, linear_before_reset: 1 };
    const nodes = [
      turned,
      node('GRU', inputsOf('first', 'a'), ['all', 'end'], gru),
      node('Transpose', ['all'], ['moved'], { perm: [0, 2, 1, 3] }),
      node('Reshape', ['moved', 'sizes'], ['between']),
      node('GRU', inputsOf('between', 'b'), ['', 'end2'], gru),
      node('Concat', ['end', 'end2'], ['ends'], { axis: 0 }),
      node('Gather', ['ends', 'last'], ['y'], { axis: 0 }),
    ];
    const initializers = [
      ...[...weightsOf('a', 2, 3), ...weightsOf('b', UNITS, 3)],
      ...[integers('sizes', [5, 1, UNITS]), integers('last', [-1], [])],
    ];
    const { layers, report, weights } = imported(nodes, initializers);
    expect(layers).toEqual(['input', 'gru all', 'gru', 'output']);
    expect(report.placeholders).toEqual([]);
    expect(weights.map(({ shape }) => shape.join())).toEqual(['2,9', '3,9', '2,9', '3,9', '3,9', '2,9']);
  });

  it('has one set of weights where the last position and all of them are read', () => {
    const nodes = [
      turned,
      node('LSTM', inputsOf('first', 'a'), ['all', 'end'], attributes),
      node('Squeeze', ['all', 'axis'], ['squeezed']),
      node('Transpose', ['squeezed'], ['states'], { perm: [1, 0, 2] }),
      node('ReduceMean', ['states'], ['mean'], { axes: [1], keepdims: 0 }),
      node('Squeeze', ['end', 'zero'], ['last']),
      node('Add', ['mean', 'last'], ['y']),
    ];
    const read = imported(nodes, [...weightsOf('a', 2), squeezeAxis, integers('zero', [0])]);
    expect(read.layers).toEqual(['input', 'lstm all', 'slice', 'reshape', 'reduce', 'add', 'output']);
    expect(read.analysis.cost.trainableParameters).toBe(4 * UNITS * (2 + UNITS + 1));
  });

  it('is a placeholder that says why where it is in two directions, or does not begin at 0', () => {
    const read = (more: readonly string[], set: Record<string, string>) =>
      imported(
        [turned, node('LSTM', [...inputsOf('first', 'a'), ...more], ['y'], { ...attributes, ...set })],
        [...weightsOf('a', 2), one, tensor('state', [1, 1, UNITS], [1, 1, 1])],
      ).report.placeholders;
    expect(read([], { direction: 'bidirectional' })).toMatchObject([{ detail: 'direction bidirectional' }]);
    expect(read(['', 'state'], {})).toMatchObject([{ detail: 'initial_h' }]);
  });
});

describe('an operator with one spatial axis', () => {
  const signal = { name: 'x', dims: [null, 2, 8] };
  const read = (nodes: readonly OnnxSourceNode[]) => {
    const initializers = [tensor('w', [4, 2, 3]), tensor('b', [4])];
    const result = importOnnx(graphOf({ inputs: [signal], outputs: ['y'], nodes, initializers }), 'model');
    if (!result.ok) throw new Error(result.reason);
    return result.network.document.nodes.map(({ type, parameters }) =>
      type === 'input' ? `${parameters?.shape}` : type,
    );
  };

  it('has the positions first here, and pads as the layers of sequences do, or as a column of an image', () => {
    const pooled = node('MaxPool', ['c'], ['y'], { kernel_shape: [2], strides: [2] });
    expect(read([node('Conv', ['x', 'w', 'b'], ['c'], { pads: [1, 1] }), pooled])).toEqual([
      ...['8,2', 'conv1d', 'maxPooling1d', 'permute', 'output'],
    ]);
    const strided = node('Conv', ['x', 'w', 'b'], ['c'], { pads: [1, 1], strides: [2] });
    expect(read([strided, node('GlobalAveragePool', ['c'], ['g']), node('Flatten', ['g'], ['y'])])).toEqual([
      ...['8,2', 'reshape', 'conv2d', 'reshape', 'reduce', 'flatten', 'output'],
    ]);
  });
});

describe('a model with several inputs and any number of examples', () => {
  const sides = ['a', 'b'].map((name) => ({ name, dims: [null, 2, 4, 4] }));
  const side = (name: string) => node('Conv', [name, 'w'], [`${name}1`], { kernel_shape: [1, 1] });

  function read(nodes: readonly OnnxSourceNode[], inputs = sides) {
    const initializers = [tensor('w', [1, 2, 1, 1]), tensor('w2', [5, 1]), tensor('kernel', [16, 1])];
    const result = importOnnx(graphOf({ inputs, outputs: ['y'], nodes, initializers }), 'model');
    if (!result.ok) throw new Error(result.reason);
    const { document, report } = result.network;
    const parametersOf = (type: string) =>
      document.nodes.flatMap((one) => (one.type === type ? [one.parameters ?? {}] : []));
    return {
      inputs: parametersOf('input'),
      outputs: parametersOf('output'),
      report,
      analysis: analyze(document),
    };
  }

  it('compares images where its inputs have one shape', () => {
    const { inputs, outputs, report, analysis } = read([
      ...[side('a'), side('b'), node('Sub', ['a1', 'b1'], ['apart']), node('Abs', ['apart'], ['size'])],
      ...[node('Flatten', ['size'], ['flat']), node('MatMul', ['flat', 'kernel'], ['y'])],
    ]);
    expect(inputs.map(({ takes }) => takes)).toEqual([undefined, 'partner']);
    expect(outputs).toEqual([{ target: 'pair', loss: 'binaryCrossEntropy' }]);
    expect(report.assumed).toEqual([]);
    expect(analysis.isTrainable).toBe(true);
  });

  const mean = (name: string) =>
    node('ReduceMean', [`${name}1`], [`${name}2`], { axes: [2, 3], keepdims: 0 });

  it('takes a vector beside an image for the numbers beside an example', () => {
    const { inputs, report, analysis } = read(
      [side('a'), mean('a'), node('MatMul', ['b', 'w2'], ['b2']), node('Add', ['a2', 'b2'], ['y'])],
      [...sides.slice(0, 1), { name: 'b', dims: [null, 5] }],
    );
    expect(inputs.map(({ takes }) => takes)).toEqual([undefined, 'numbers']);
    expect(report.placeholders).toEqual([]);
    expect(analysis.isTrainable).toBe(true);
  });

  it('takes images of other shapes for second images of the first', () => {
    const { inputs, report, analysis } = read(
      [side('a'), mean('a'), side('b'), mean('b'), node('Add', ['a2', 'b2'], ['y'])],
      [...sides.slice(0, 1), { name: 'b', dims: [null, 2, 6, 6] }],
    );
    expect(inputs.map(({ takes }) => takes)).toEqual([undefined, 'second']);
    expect(report.placeholders).toEqual([]);
    expect(analysis.diagnostics.map(({ code }) => code)).not.toContain('several-inputs');
  });
});
