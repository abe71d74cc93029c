import { describe, expect, it } from 'vitest';
import { analyze } from './analyze';
import { readNetwork } from './testing/read-network';

/** Each network has one mistake. Nothing that only follows from it is reported. */
const input = { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } };
const end = [
  { id: 'flatten', type: 'flatten' },
  { id: 'dense', type: 'dense' },
  { id: 'output', type: 'output' },
];
const tail = ['flatten -> dense', 'dense -> output'];

type Network = Parameters<typeof readNetwork>[0];

/** input -> middle -> flatten -> dense -> output. */
const around = (middle: readonly object[], blocks: Network['blocks'] = {}): Network => ({
  nodes: [input, ...middle, ...end],
  edges: ['input -> b', 'b -> flatten', ...tail],
  blocks,
});
const blockOf = (parameter: object, layer: object, more: Partial<Network> = {}): Network['blocks'] => ({
  b: {
    parameters: [parameter],
    nodes: [{ id: 'in', type: 'blockInput' }, layer, { id: 'out', type: 'blockOutput' }],
    edges: ['in -> c', 'c -> out'],
    ...more,
  },
});
const kernel = { name: 'kernel', kind: 'integer', default: 3 };
const conv = { id: 'c', type: 'conv2d', parameters: { kernelSize: '=kernel' } };

const cases: Record<string, readonly [Network, string]> = {
  'an unknown layer': [around([{ id: 'b', type: 'bidirectional', parameters: { units: 64 } }]), 'b'],
  'an unknown block': [around([{ id: 'b', type: 'block:b' }]), 'b'],
  'a list for a number of a block': [
    around([{ id: 'b', type: 'block:b', parameters: { kernel: [3, 1] } }], blockOf(kernel, conv)),
    'b',
  ],
  'a number for a text of a block': [
    around(
      [{ id: 'b', type: 'block:b', parameters: { padding: 1 } }],
      blockOf(
        { name: 'padding', kind: 'text', default: 'same' },
        { ...conv, parameters: { padding: '=padding' } },
      ),
    ),
    'b',
  ],
  'a repeated block with a wrong parameter': [
    around([{ id: 'b', type: 'block:b', repeat: 3, parameters: { kernel: 'wide' } }], blockOf(kernel, conv)),
    'b1',
  ],
  'a wrong repeat count': [around([{ id: 'b', type: 'relu', repeat: 1.5 }]), 'b'],
  'a name taken by a copy': [
    {
      nodes: [input, { id: 'conv1', type: 'conv2d', repeat: 2 }, { id: 'conv11', type: 'conv2d' }, ...end],
      edges: ['input -> conv1', 'conv1 -> conv11', 'conv11 -> flatten', ...tail],
    },
    'conv11',
  ],
  'a name used twice': [
    {
      nodes: [input, { id: 'conv', type: 'conv2d' }, { id: 'conv', type: 'conv2d' }, ...end],
      edges: ['input -> conv', 'conv -> conv', 'conv -> flatten', ...tail],
    },
    'conv',
  ],
  'two outputs of one name': [
    {
      nodes: [input, ...end, { id: 'output', type: 'output', parameters: { auxiliary: true } }],
      edges: ['input -> flatten', ...tail],
    },
    'output',
  ],
  'a wire to a node that does not exist': [
    {
      nodes: [input, ...end],
      edges: ['input -> flatten', 'flatten -> dense', 'dense -> outputs'],
    },
    'dense',
  ],
  'a wire to a port that does not exist': [
    { nodes: [input, { id: 'b', type: 'relu' }, ...end], edges: ['input -> b:x', 'b -> flatten', ...tail] },
    'b',
  ],
  'an output of an unknown type': [
    {
      nodes: [input, end[0] ?? {}, end[1] ?? {}, { id: 'output', type: 'logits' }],
      edges: ['input -> flatten', ...tail],
    },
    'output',
  ],
  'an input of an unknown type': [
    { nodes: [{ id: 'input', type: 'images' }, ...end], edges: ['input -> flatten', ...tail] },
    'input',
  ],
  'an unknown layer inside a block, after its input': [
    around([{ id: 'b', type: 'block:b' }], blockOf(kernel, { id: 'c', type: 'bidirectional' })),
    'b/c',
  ],
  'an unknown layer after a layer inside a block': [
    around(
      [{ id: 'b', type: 'block:b' }],
      blockOf(
        kernel,
        { id: 'd', type: 'bidirectional' },
        {
          nodes: [
            { id: 'in', type: 'blockInput' },
            { id: 'c', type: 'conv2d' },
            { id: 'd', type: 'bidirectional' },
            { id: 'out', type: 'blockOutput' },
          ],
          edges: ['in -> c', 'c -> d', 'd -> out'],
        },
      ),
    ),
    'b/d',
  ],
};

describe('only the first cause is reported', () => {
  it.each(Object.entries(cases))('%s', (_name, [network, path]) => {
    const { diagnostics } = analyze(readNetwork(network));
    expect([...new Set(diagnostics.map((diagnostic) => diagnostic.path))]).toEqual([path]);
    expect(new Set(diagnostics.map(({ code }) => code)).size).toBe(1);
  });

  it('but what is wrong besides is reported too', () => {
    const network = around([
      { id: 'b', type: 'bidirectional' },
      { id: 'loose', type: 'relu' },
    ]);
    const { diagnostics } = analyze(readNetwork({ ...network, edges: [...network.edges, 'input -> loose'] }));
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'layer-not-available b',
      'result-unused loose',
    ]);
  });
});
