import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic';
import { pathsOf } from '../../diagnostics/merge-uses';
import { applyEdits } from '../../document/apply-edits';
import type { NetloomDocument, NodeSpec } from '../../document/document';
import type { DocumentEdit } from '../../document/edit';
import { arbitraryDocument, arbitraryEdit, deepFreeze } from '../../document/testing/arbitrary-documents';
import { describeDiagnostic, describeFix } from '../../messages/describe-diagnostic';
import { parseDocument } from '../../reading/parse';
import { LANGUAGES } from '../../text/text';
import type { NetworkAnalysis } from '../analysis';
import { analyze } from '../analyze';
import { readNetwork } from '../testing/read-network';

/** Applies every repair of every diagnostic and checks that the diagnostic is gone. Returns how many there were. */
function expectFixesToWork(document: NetloomDocument): number {
  const before = analyze(document);
  let count = 0;
  for (const diagnostic of before.diagnostics) {
    expectWords(diagnostic);
    const clean: string[] = [];
    const leading: string[] = [];
    for (const fix of diagnostic.fixes) {
      count += 1;
      const after = analyze(applyEdits(document, fix.edits), before);
      const left = after.diagnostics.filter((other) => isSameProblem(other, diagnostic));
      const problem = {
        fix,
        diagnostic,
        left,
        nodes: document.nodes,
        blocks: document.blocks,
        edges: document.edges,
      };
      expect(left.length, JSON.stringify(problem)).toBeLessThan(
        before.diagnostics.filter((other) => isSameProblem(other, diagnostic)).length,
      );
      // What the user had switched off is not made by switching it on.
      if (!['unmute', 'switch-on'].includes(fix.code)) {
        expect(createdErrors(before, after), JSON.stringify(problem)).toEqual([]);
        if (newErrors(before, after).length > 0) leading.push(fix.code);
        else clean.push(fix.code);
      }
      expect(repeatedEdges(document, fix), JSON.stringify(problem)).toEqual([]);
    }
    // A repair that leads to the next error is only offered where every one does.
    const context = JSON.stringify({ diagnostic, nodes: document.nodes, edges: document.edges });
    if (clean.length > 0) expect(leading, context).toEqual([]);
  }
  return count;
}

/**
 * Errors that a repair made: at nodes that were in order before. What was not inferred yet, because something before it was
 * wrong, may well have mistakes of its own, which show now.
 */
function createdErrors(before: NetworkAnalysis, after: NetworkAnalysis): string[] {
  const wasInOrder = (path: string) => (before.nodes.get(path)?.outputs ?? null) !== null;
  return after.diagnostics
    .filter(({ severity, path }) => severity === 'error' && wasInOrder(path))
    .filter((problem) => !before.diagnostics.some((other) => isSameProblem(other, problem)))
    .map(({ code, path }) => `${code} ${path}`);
}

/** Errors after a repair that were not there before, wherever they are: at all places of a block's mistake. */
function newErrors(before: NetworkAnalysis, after: NetworkAnalysis): string[] {
  const all = ({ diagnostics }: NetworkAnalysis) =>
    diagnostics
      .filter(({ severity }) => severity === 'error')
      .flatMap((problem) => pathsOf(problem).map((path) => ({ ...problem, path })));
  const known = all(before);
  return all(after)
    .filter((problem) => !known.some((other) => isSameProblem(other, problem)))
    .map(({ code, path }) => `${code} ${path}`);
}

/** Wires a repair draws that are there already. */
function repeatedEdges(document: NetloomDocument, fix: Fix): string[] {
  let current = document;
  const repeated: string[] = [];
  for (const edit of fix.edits) {
    if (edit.kind === 'add-edge') {
      const edges = (edit.scope === null ? current : current.blocks[edit.scope])?.edges ?? [];
      const { from, to } = edit.edge;
      if (edges.some((edge) => edge.from === from && edge.to === to)) repeated.push(`${from} -> ${to}`);
    }
    current = applyEdits(current, [edit]);
  }
  return repeated;
}

/** Every diagnostic and repair must be put into words, with a value in every place of its text. */
function expectWords(diagnostic: Diagnostic): void {
  for (const language of LANGUAGES) {
    const { title, advice } = describeDiagnostic(diagnostic, language);
    const texts = [title, advice, ...diagnostic.fixes.map((fix) => describeFix(fix, language))];
    for (const text of texts)
      expect(text, JSON.stringify(diagnostic)).not.toMatch(/\{\w+\}|^[a-z-]*$|undefined|NaN/);
  }
}

/** Of unknown fields, only this many are reported: when one is removed, the next one is. */
function isSameProblem(a: Diagnostic, b: Diagnostic): boolean {
  const isAtSamePlace = a.path === b.path && a.values.place === b.values.place;
  return a.code === b.code && isAtSamePlace && a.port === b.port && a.parameter === b.parameter;
}

interface Case {
  readonly nodes: readonly (Partial<NodeSpec> & { id: string; type: string })[];
  readonly edges: readonly string[];
  readonly blocks?: Parameters<typeof readNetwork>[0]['blocks'];
}

const input = (...shape: number[]) => ({ id: 'input', type: 'input', parameters: { shape } });
const conv = (id: string, filters: number, more: object = {}) => ({
  id,
  type: 'conv2d',
  parameters: { filters, ...more },
});
const output = [
  { id: 'pool', type: 'globalAveragePooling2d' },
  { id: 'flatten', type: 'flatten' },
  { id: 'output', type: 'output' },
];

/** The repairs a network offers at its first problem, in words, and what is left when each is applied. */
function repairsOf(network: Case): Record<string, string[]> {
  const document = readNetwork(network);
  const [first] = analyze(document).diagnostics;
  const entries = (first?.fixes ?? []).map((fix: Fix) => [
    describeFix(fix, 'en'),
    analyze(applyEdits(document, fix.edits)).diagnostics.map(({ code, path }) => `${code} ${path}`),
  ]);
  return Object.fromEntries(entries);
}

describe('repairs of shapes', () => {
  it('inserts Flatten before a dense layer', () => {
    const network = {
      nodes: [input(8, 8, 3), { id: 'dense', type: 'dense' }, { id: 'output', type: 'output' }],
      edges: ['input -> dense', 'dense -> output'],
    };
    expect(repairsOf(network)).toEqual({
      'Insert Flatten: 192 values become one vector': [],
      'Insert global average pooling: one mean for each of 3 channels': [],
      'Apply it at each position instead: a 1 × 1 convolution': [],
    });
  });

  it('offers the largest kernel that fits, and padding', () => {
    const network = {
      nodes: [input(8, 6, 3), conv('conv', 4, { kernelSize: 9, padding: 'valid' }), ...output],
      edges: ['input -> conv', 'conv -> pool', 'pool -> flatten', 'flatten -> output'],
    };
    expect(repairsOf(network)).toEqual({ 'Set kernelSize to [8, 6]': [], 'Set padding to same': [] });
  });

  it('puts a projection with stride 2 on the shortcut of a residual block', () => {
    const network = {
      nodes: [
        input(8, 8, 16),
        conv('conv1', 32, { strides: 2 }),
        conv('conv2', 32),
        { id: 'add', type: 'add' },
        ...output,
      ],
      edges: [
        'input -> conv1',
        'conv1 -> conv2',
        'input -> add',
        'conv2 -> add',
        'add -> pool',
        'pool -> flatten',
        'flatten -> output',
      ],
    };
    expect(repairsOf(network)).toEqual({
      'Insert a 1 × 1 convolution with 32 filters and stride 2 on the wire from input': [],
    });
  });

  it('matches the filters of the convolution before', () => {
    const network = {
      nodes: [
        input(8, 8, 16),
        conv('conv1', 32),
        conv('conv2', 24),
        { id: 'relu', type: 'relu' },
        { id: 'add', type: 'add' },
        ...output,
      ],
      edges: [
        'input -> conv1',
        'conv1 -> conv2',
        'conv2 -> relu',
        'relu -> add',
        'conv1 -> add',
        'add -> pool',
        'pool -> flatten',
        'flatten -> output',
      ],
    };
    expect(repairsOf(network)).toEqual({
      'Insert a 1 × 1 convolution with 24 filters and stride 1 on the wire from conv1': [],
      'Set filters of conv2 to 32': [],
    });
  });

  it('keeps the size where unpadded kernels cut it', () => {
    const network = {
      nodes: [
        input(8, 8, 16),
        conv('conv1', 16, { padding: 'valid' }),
        conv('conv2', 16, { padding: 'valid' }),
        { id: 'add', type: 'add' },
        ...output,
      ],
      edges: [
        'input -> conv1',
        'conv1 -> conv2',
        'conv2 -> add',
        'input -> add',
        'add -> pool',
        'pool -> flatten',
        'flatten -> output',
      ],
    };
    expect(repairsOf(network)).toMatchObject({ 'Set the padding of conv2, conv1 to same': [] });
  });

  it('brings every wire to one shape, and vectors too', () => {
    const three = {
      nodes: [input(8, 8, 16), conv('a', 4), conv('b', 5), { id: 'add', type: 'add' }, ...output],
      edges: [
        'input -> a',
        'input -> b',
        'a -> add',
        'b -> add',
        'input -> add',
        'add -> pool',
        'pool -> flatten',
        'flatten -> output',
      ],
    };
    expect(Object.values(repairsOf(three)).length).toBeGreaterThan(0);
    expect(Object.values(repairsOf(three)).every((left) => left.length === 0)).toBe(true);
    const vectors = {
      nodes: [
        input(20),
        { id: 'dense', type: 'dense', parameters: { units: 10 } },
        { id: 'add', type: 'add' },
        { id: 'output', type: 'output' },
      ],
      edges: ['input -> dense', 'dense -> add', 'input -> add', 'add -> output'],
    };
    expect(repairsOf(vectors)).toEqual({
      'Insert a dense layer with 10 units on the wire from input': [],
      'Set units of dense to 20': [],
    });
  });

  it('repairs a block so that all its uses fit, by the expressions of the block', () => {
    const network = {
      nodes: [
        input(16, 16, 8),
        { id: 'first', type: 'block:residual', parameters: { filters: 8 } },
        { id: 'second', type: 'block:residual', parameters: { filters: 16, stride: 2 } },
        { id: 'third', type: 'block:residual', parameters: { filters: 32, stride: 2 } },
        ...output,
      ],
      edges: [
        'input -> first',
        'first -> second',
        'second -> third',
        'third -> pool',
        'pool -> flatten',
        'flatten -> output',
      ],
      blocks: {
        residual: {
          parameters: [
            { name: 'filters', kind: 'integer', default: 8 },
            { name: 'stride', kind: 'integer', default: 1 },
          ],
          nodes: [
            { id: 'x', type: 'blockInput' },
            { id: 'conv1', type: 'conv2d', parameters: { filters: '=filters', strides: '=stride' } },
            { id: 'conv2', type: 'conv2d', parameters: { filters: '=filters' } },
            { id: 'add', type: 'add' },
            { id: 'y', type: 'blockOutput' },
          ],
          edges: ['x -> conv1', 'conv1 -> conv2', 'conv2 -> add', 'x -> add', 'add -> y'],
        },
      },
    };
    const document = readNetwork(network);
    const [first] = analyze(document).diagnostics;
    expect(first).toMatchObject({ code: 'add-shape-mismatch', path: 'second/add' });
    const fixed = analyze(applyEdits(document, first?.fixes[0]?.edits ?? []));
    expect(fixed.diagnostics).toEqual([]);
    expect(fixed.nodes.get('third/projection')?.outputs).toEqual([{ shape: [4, 4, 32] }]);
  });

  it('keeps the new node between the two it was put between', () => {
    const position = (id: string, x: number) => ({ id, position: { x, y: 0 } });
    const document = readNetwork({
      nodes: [
        { ...input(4, 4, 3), ...position('input', 0) },
        { type: 'dense', ...position('dense', 100) },
        { id: 'output', type: 'output' },
      ],
      edges: ['input -> dense', 'dense -> output'],
    });
    const [first] = analyze(document).diagnostics;
    const fixed = applyEdits(document, first?.fixes[0]?.edits ?? []);
    expect(fixed.nodes.at(-1)).toMatchObject({ id: 'flatten', position: { x: 50, y: 0 } });
  });
});

describe('repairs that keep the likely meaning', () => {
  const through = (
    shape: number[],
    ...layers: { id: string; type: string; parameters?: Record<string, never> | object }[]
  ) => {
    const ids = ['input', ...layers.map(({ id }) => id)];
    return {
      nodes: [input(...shape), ...layers] as Case['nodes'],
      edges: ids.slice(1).map((id, index) => `${ids[index]} -> ${id}`),
    };
  };
  const end = { id: 'output', type: 'output' };

  it('leave tokens tokens: a dense layer works at each position', () => {
    const reshape = { id: 'tokens', type: 'reshape', parameters: { targetShape: [49, 16] } };
    const dense = { id: 'dense', type: 'dense', parameters: { units: 64 } };
    const network = through([28, 28, 1], reshape, dense, end);
    expect(analyze(readNetwork(network)).nodes.get('dense')?.outputs).toEqual([{ shape: [49, 64] }]);
    expect(analyze(readNetwork(network)).diagnostics).toEqual([]);
  });

  it('read tokens as a grid or as a sequence, and vectors as images', () => {
    const reshape = { id: 'tokens', type: 'reshape', parameters: { targetShape: [49, 16] } };
    const flat = { id: 'flatten', type: 'flatten' };
    const dense = { id: 'dense', type: 'dense' };
    expect(Object.keys(repairsOf(through([28, 28, 1], reshape, conv('conv', 8), flat, dense, end)))).toEqual([
      'Insert Reshape to 7 × 7 × 16',
      'Insert Reshape to 49 × 1 × 16',
    ]);
    expect(Object.keys(repairsOf(through([784], conv('conv', 8), flat, dense, end)))).toEqual([
      'Insert Reshape to 28 × 28 × 1',
      'Insert Reshape to 1 × 1 × 784',
    ]);
    expect(Object.keys(repairsOf(through([64], conv('conv', 8), flat, dense, end)))).toEqual([
      'Insert Reshape to 1 × 1 × 64',
    ]);
  });

  it('keep expressions when a dense layer in a block becomes a convolution', () => {
    const document = readNetwork({
      nodes: [input(8, 8, 3), { id: 'b', type: 'block:head', parameters: { units: 5 } }, ...output],
      edges: ['input -> b', 'b -> pool', 'pool -> flatten', 'flatten -> output'],
      blocks: {
        head: {
          parameters: [{ name: 'units', kind: 'integer', default: 3 }],
          nodes: [
            { id: 'x', type: 'blockInput' },
            { id: 'dense', type: 'dense', parameters: { units: '=units' } },
            { id: 'y', type: 'blockOutput' },
          ],
          edges: ['x -> dense', 'dense -> y'],
        },
      },
    });
    const fix = analyze(document).diagnostics[0]?.fixes.find(({ code }) => code === 'use-pointwise');
    const repaired = applyEdits(document, fix?.edits ?? []);
    expect(repaired.blocks.head?.nodes[1]).toMatchObject({
      type: 'conv2d',
      parameters: { filters: '=units', kernelSize: [1, 1] },
    });
    expect(analyze(repaired).nodes.get('b/dense')?.outputs).toEqual([{ shape: [8, 8, 5] }]);
  });
});

describe('repairs of ends', () => {
  const two = (type: string, shape: number[] = [8, 8, 3]): Case => ({
    nodes: [
      input(8, 8, 3),
      { id: 'second', type, ...(type === 'input' ? { parameters: { shape } } : {}) },
      ...(type === 'input' ? [conv('own', 3)] : []),
      { id: 'add', type: 'add' },
      ...output,
    ],
    edges:
      type === 'input'
        ? [
            'input -> add',
            'second -> own',
            'own -> add',
            'add -> pool',
            'pool -> flatten',
            'flatten -> output',
          ]
        : ['input -> add', 'add -> pool', 'pool -> flatten', 'flatten -> output', 'flatten -> second'],
  });

  it('feed what a second input feeds from the first', () => {
    expect(repairsOf(two('input'))).toEqual({
      'Move the output wires of second to input, and remove second': [],
      'Set takes to second': [],
    });
    expect(repairsOf(two('input', [1, 1, 3]))).toEqual({ 'Set takes to second': [] });
  });

  it('leave several main outputs as they are', () => {
    expect(Object.keys(repairsOf(two('output')))).toEqual(['Remove add and connect the neighbors']);
  });
});

describe('repairs that lead to no other problem', () => {
  const head = [
    { id: 'gap', type: 'globalAveragePooling2d' },
    { id: 'dense', type: 'dense' },
    { id: 'output', type: 'output' },
  ];

  it('switch off the axes that a global pooling keeps, where they come from', () => {
    const network = {
      nodes: [
        input(8, 8, 3),
        conv('conv', 32),
        ...head.slice(0, 1),
        { id: 'relu', type: 'relu' },
        ...head.slice(1),
      ],
      edges: ['input -> conv', 'conv -> gap', 'gap -> relu', 'relu -> dense', 'dense -> output'],
    };
    expect(repairsOf(network)).toEqual({
      'Turn off keepDimensions of gap': [],
      'Insert Flatten: 32 values become one vector': [],
    });
  });

  it('give a merge with one input the shortcut past the layers before it, and never the wire it has', () => {
    const network = {
      nodes: [
        input(8, 8, 3),
        conv('conv1', 32),
        { id: 'relu1', type: 'relu' },
        conv('conv2', 32),
        { id: 'norm2', type: 'batchNormalization' },
        conv('conv3', 32),
        { id: 'add', type: 'add' },
        ...output,
      ],
      edges: [
        ...['input -> conv1', 'conv1 -> relu1', 'relu1 -> conv2', 'conv2 -> norm2', 'norm2 -> conv3'],
        ...['conv3 -> add', 'add -> pool', 'pool -> flatten', 'flatten -> output'],
      ],
    };
    expect(repairsOf(network)).toEqual({
      'Wire relu1 to add': [],
      'Remove add and connect the neighbors': [],
    });
  });

  it('remove a second output that nothing is wired to, and wire no image to it', () => {
    const network = {
      nodes: [
        input(8, 8, 3),
        conv('conv', 32),
        { id: 'flatten', type: 'flatten' },
        ...head.slice(1),
        { id: 'second', type: 'output' },
      ],
      edges: ['input -> conv', 'conv -> flatten', 'flatten -> dense', 'dense -> output'],
    };
    expect(repairsOf(network)).toEqual({ 'Remove second': [] });
  });

  it('wire an open input to what it takes', () => {
    const network = {
      nodes: [
        input(8, 8, 3),
        { id: 'flatten', type: 'flatten' },
        conv('conv', 32),
        { id: 'dense', type: 'dense' },
        { id: 'output', type: 'output' },
      ],
      edges: ['input -> flatten', 'input -> conv', 'dense -> output'],
    };
    expect(repairsOf(network)).toEqual({ 'Wire flatten to dense': ['result-unused conv'] });
  });
});

describe('merges', () => {
  const merge = (type: string, first: string[]) => ({
    nodes: [
      input(8, 8, 16),
      conv('conv', 16),
      { id: 'mean', type: 'globalAveragePooling2d' },
      { id: 'narrow', type: 'conv2d', parameters: { filters: 4, kernelSize: 1 } },
      { id: 'merge', type },
      ...output,
    ],
    edges: [
      'input -> conv',
      'conv -> mean',
      'mean -> narrow',
      ...first.map((from) => `${from} -> merge`),
      'merge -> pool',
      'pool -> flatten',
      'flatten -> output',
    ],
  });

  it.each(['add', 'multiply', 'concatenate'])('take a single wire: %s', (type) => {
    const { diagnostics, nodes } = analyze(readNetwork(merge(type, ['conv'])));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(nodes.get('merge')?.outputs).toEqual([{ shape: [8, 8, 16] }]);
  });

  it.each(['add', 'multiply'])('repeat one value per channel over the image: %s', (type) => {
    const { diagnostics, nodes } = analyze(readNetwork(merge(type, ['mean', 'conv'])));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(nodes.get('merge')?.outputs).toEqual([{ shape: [8, 8, 16] }]);
  });

  it.each(['add', 'multiply'])('match only the channels of one value per channel: %s', (type) => {
    expect(repairsOf(merge(type, ['conv', 'narrow']))).toEqual({
      'Insert a 1 × 1 convolution with 16 filters and stride 1 on the wire from narrow': [],
      'Set filters of narrow to 16': [],
    });
  });

  it('offers no projection that skips nearly all of the image', () => {
    const network = {
      nodes: [
        input(28, 28, 4),
        conv('two', 8, { kernelSize: 3, strides: 14 }),
        { id: 'add', type: 'add' },
        ...output,
      ],
      edges: [
        'input -> two',
        'input -> add',
        'two -> add',
        'add -> pool',
        'pool -> flatten',
        'flatten -> output',
      ],
    };
    const texts = Object.keys(repairsOf(network));
    expect(texts.filter((text) => text.includes('stride'))).toEqual([]);
  });
});

describe('repairs of wires', () => {
  it('connects the nearest free output', () => {
    const network = {
      nodes: [input(4, 4, 3), conv('conv', 3), { id: 'relu', type: 'relu' }, ...output],
      edges: ['input -> conv', 'relu -> pool', 'pool -> flatten', 'flatten -> output'],
    };
    expect(repairsOf(network)).toEqual({ 'Wire conv to relu': [] });
  });

  it('connects the free output through the layer that makes it fit', () => {
    const ends = [
      { id: 'dense', type: 'dense' },
      { id: 'output', type: 'output' },
    ];
    const relu = { id: 'relu', type: 'relu' };
    expect(
      repairsOf({
        nodes: [input(8, 8, 3), conv('conv', 4), ...ends],
        edges: ['input -> conv', 'dense -> output'],
      }),
    ).toEqual({ 'Wire conv to dense through flatten': [] });
    expect(
      repairsOf({
        nodes: [input(8, 8, 3), conv('conv', 4), relu, ...ends],
        edges: ['input -> conv', 'conv -> relu', 'dense -> output'],
      }),
    ).toEqual({ 'Wire relu to dense through flatten': [] });
  });

  it('cuts a cycle between the uses of a block, not inside the block', () => {
    const unit = {
      nodes: [
        { id: 'x', type: 'blockInput' },
        { id: 'sum', type: 'add' },
        { id: 'z', type: 'blockInput' },
        { id: 'y', type: 'blockOutput' },
      ],
      edges: ['x -> sum', 'z -> sum', 'sum -> y'],
    };
    const network = {
      nodes: [input(4, 4, 3), { id: 'a', type: 'block:unit' }, { id: 'b', type: 'block:unit' }, ...output],
      edges: [
        'input -> a:x',
        'b -> a:z',
        'a -> b:x',
        'input -> b:z',
        'b -> pool',
        'pool -> flatten',
        'flatten -> output',
      ],
      blocks: { unit },
    };
    const document = readNetwork(network);
    const [first] = analyze(document).diagnostics;
    expect(first?.code).toBe('cycle');
    expect(first?.fixes[0]?.edits).toEqual([
      { kind: 'remove-edge', scope: null, edge: { from: 'b', to: 'a:z' } },
    ]);
  });

  it('gives a network its ends', () => {
    const network = { nodes: [conv('conv', 3)], edges: [] };
    const document = readNetwork(network);
    const analysis = analyze(document);
    expect(analysis.diagnostics.map(({ code }) => code)).toEqual([
      'unconnected-input',
      'no-input',
      'no-output',
    ]);
    const edits = analysis.diagnostics.slice(1).flatMap(({ fixes }) => fixes[0]?.edits ?? []);
    const fixed = analyze(applyEdits(document, edits));
    expect(fixed.diagnostics).toEqual([]);
  });
});

describe('every repair', () => {
  it('removes its diagnostic, in random documents', () => {
    let count = 0;
    fc.assert(
      fc.property(arbitraryDocument, fc.array(arbitraryEdit, { maxLength: 4 }), (document, edits) => {
        count += expectFixesToWork(deepFreeze(applyEdits(document, edits)));
      }),
      { numRuns: 60, endOnFailure: true },
    );
    expect(count).toBeGreaterThan(100);
  });

  const folder = join(import.meta.dirname, '../../../../presets');
  const presets = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const result = parseDocument(readFileSync(join(folder, name), 'utf8'));
      if (!result.ok) throw new Error(name);
      return deepFreeze(result.document);
    })
    .filter((document) => analyze(document).graph.nodes.length < 250);

  it('does not bring to light that a size is unknown', () => {
    // The block's convolution takes its filters from what comes in, which is its own output where the wrong wire stays.
    const xception = presets.find(({ name }) => name === 'Xception (ImageNet)');
    if (xception === undefined) throw new Error('no such preset');
    const wire = { from: 'add', to: 'conv' };
    const broken = applyEdits(xception, [{ kind: 'add-edge', scope: 'residual', edge: wire }]);
    expect(analyze(broken).diagnostics.map(({ code }) => code)).toEqual(['port-occupied']);
    expectFixesToWork(broken);
  });

  it('removes its diagnostic, in presets broken in many ways', () => {
    const codes = new Map<string, number>();
    const breakage = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(9)), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(fc.nat(presets.length - 1), breakage, (index, breaks) => {
        const preset = presets[index];
        if (preset === undefined) throw new Error('no such preset');
        const broken = breaks.reduce(
          (document, numbers) => applyEdits(document, breakIt(document, numbers)),
          preset,
        );
        for (const { code } of analyze(broken).diagnostics) codes.set(code, (codes.get(code) ?? 0) + 1);
        expectFixesToWork(broken);
      }),
      { numRuns: 50, endOnFailure: true },
    );
    expect(codes.size).toBeGreaterThan(8);
  });
});

/** Breaks one thing of a network. */
function breakIt(document: NetloomDocument, [a, b, kind]: [number, number, number]): DocumentEdit[] {
  const scopes = [null, ...Object.keys(document.blocks)];
  const scope = scopes[a % scopes.length] ?? null;
  const content = scope === null ? document : (document.blocks[scope] ?? document);
  const node = content.nodes[b % Math.max(1, content.nodes.length)];
  const edge = content.edges[b % Math.max(1, content.edges.length)];
  if (node === undefined || edge === undefined) return [];
  const at = { scope, id: node.id };
  const set = (parameter: string, value: number | string): DocumentEdit[] => [
    { kind: 'set-parameter', ...at, parameter, value },
  ];
  switch (kind) {
    case 0:
      return [{ kind: 'remove-edge', scope, edge }];
    case 1:
      return [{ kind: 'remove-node', ...at }];
    case 2:
      return set('filters', 1 + (a % 64));
    case 3:
      return set('strides', 1 + (a % 4));
    case 4:
      return set('kernelSize', 1 + (a % 200));
    case 5:
      return set('padding', a % 2 === 0 ? 'valid' : 'sane');
    case 6:
      return [
        { kind: 'update-node', ...at, changes: { type: ['dense', 'relu', 'add', 'conv2'][a % 4] ?? 'relu' } },
      ];
    case 7:
      return [{ kind: 'add-edge', scope, edge: { from: node.id, to: edge.to } }];
    case 8:
      return [{ kind: 'add-edge', scope, edge: { from: edge.to, to: edge.from } }];
    default:
      return [{ kind: 'update-node', ...at, changes: { enabled: false } }];
  }
}
