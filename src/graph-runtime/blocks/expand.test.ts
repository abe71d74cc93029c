import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import type { BlockSpec, NetloomDocument } from '../document/document';
import { arbitraryDocument, arbitraryEdit, deepFreeze } from '../document/testing/arbitrary-documents';
import { parseDocument } from '../reading/parse';
import { expectEqual } from '../testing/expect-equal';
import { type Expansion, expand } from './expand';
import { EXPANSION_LIMITS } from './limits';

function read(json: object): NetloomDocument {
  const result = parseDocument({ format: 'netloom', version: 1, name: 'Test', ...json });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return deepFreeze(result.document);
}

/** `a -> b`, several to a line. */
function edges(...lines: string[]): { from: string; to: string }[] {
  return lines.map((line) => {
    const [from = '', to = ''] = line.split(' -> ');
    return { from, to };
  });
}

function wires(document: NetloomDocument): string[] {
  const { graph } = expand(document);
  return graph.edges.map(({ from, to }) => `${from.path}:${from.port} -> ${to.path}:${to.port}`);
}

function paths(document: NetloomDocument): string[] {
  return expand(document).graph.nodes.map((node) => node.path);
}

function codes(document: NetloomDocument): [string, string][] {
  return expand(document).diagnostics.map(({ code, path }) => [code, path]);
}

const residual = {
  parameters: [
    { name: 'filters', kind: 'integer', default: 8 },
    { name: 'projection', kind: 'boolean', default: false },
  ],
  nodes: [
    { id: 'x', type: 'blockInput' },
    { id: 'conv1', type: 'conv2d', parameters: { filters: '=filters' } },
    { id: 'conv2', type: 'conv2d', parameters: { filters: '=filters * 2' } },
    { id: 'shortcut', type: 'conv2d', enabled: '=projection', parameters: { filters: '=filters * 2' } },
    { id: 'add', type: 'add' },
    { id: 'y', type: 'blockOutput' },
  ],
  edges: edges(
    'x -> conv1',
    'conv1 -> conv2',
    'x -> shortcut',
    'shortcut -> add',
    'conv2 -> add',
    'add -> y',
  ),
};

describe('expand', () => {
  it('replaces blocks by their nodes, with paths and resolved parameters', () => {
    const document = read({
      parameters: [{ name: 'width', kind: 'integer', default: 4 }],
      nodes: [
        { id: 'input', type: 'input' },
        { id: 'first', type: 'block:residual', parameters: { filters: '=width', projection: true } },
        { id: 'second', type: 'block:residual' },
      ],
      edges: edges('input -> first', 'first -> second'),
      blocks: { residual },
    });
    const { graph, diagnostics } = expand(document);
    expect(diagnostics).toEqual([]);
    expect(graph.nodes.map((node) => [node.path, node.parameters.filters])).toEqual([
      ['input', undefined],
      ['first/conv1', 4],
      ['first/conv2', 8],
      ['first/shortcut', 8],
      ['first/add', undefined],
      ['second/conv1', 8],
      ['second/conv2', 16],
      ['second/add', undefined],
    ]);
    expect(graph.nodes[1]?.origin).toEqual({ scope: 'residual', id: 'conv1' });
    expect(wires(document)).toEqual([
      'input:out -> first/conv1:in',
      'first/conv1:out -> first/conv2:in',
      'input:out -> first/shortcut:in',
      'first/shortcut:out -> first/add:in',
      'first/conv2:out -> first/add:in',
      'first/add:out -> second/conv1:in',
      'second/conv1:out -> second/conv2:in',
      // The shortcut is switched off: what enters it goes through, and stays the first input of the sum.
      'first/add:out -> second/add:in',
      'second/conv2:out -> second/add:in',
    ]);
    expect(graph.groups).toMatchObject([
      {
        path: 'first',
        block: 'residual',
        inputs: { x: { path: 'input' } },
        outputs: { y: { path: 'first/add' } },
      },
      { path: 'second', inputs: { x: { path: 'first/add' } }, outputs: { y: { path: 'second/add' } } },
    ]);
  });

  it('names the edges a wire runs along', () => {
    const document = read({
      nodes: [
        { id: 'input', type: 'input' },
        { id: 'block', type: 'block:residual' },
      ],
      edges: edges('input -> block'),
      blocks: { residual },
    });
    const wire = expand(document).graph.edges.at(-2);
    expect(wire).toMatchObject({
      from: { path: 'input' },
      to: { path: 'block/add' },
      origin: { scope: 'residual', edge: { from: 'shortcut', to: 'add' } },
      via: [
        { scope: null, edge: { from: 'input', to: 'block' } },
        { scope: 'residual', edge: { from: 'x', to: 'shortcut' } },
      ],
    });
  });

  it('chains the copies of a repeated node, numbered from 1, with their index', () => {
    const document = read({
      nodes: [
        { id: 'input', type: 'input' },
        { id: 'conv', type: 'conv2d', repeat: 3, parameters: { filters: '=8 * (index + 1)' } },
        { id: 'stage', type: 'block:residual', repeat: '=1 + 1', parameters: { filters: '=index + 1' } },
        { id: 'relu', type: 'relu', repeat: 0 },
        { id: 'flatten', type: 'flatten' },
      ],
      edges: edges('input -> conv', 'conv -> stage', 'stage -> relu', 'relu -> flatten'),
      blocks: { residual },
    });
    const { graph, diagnostics } = expand(document);
    expect(diagnostics).toEqual([]);
    expect(graph.nodes.slice(1, 4).map((node) => [node.path, node.parameters.filters])).toEqual([
      ['conv1', 8],
      ['conv2', 16],
      ['conv3', 24],
    ]);
    expect(wires(document)).toContain('conv2:out -> conv3:in');
    expect(wires(document)).toContain('conv3:out -> stage1/conv1:in');
    expect(wires(document)).toContain('stage1/add:out -> stage2/conv1:in');
    expect(wires(document)).toContain('stage2/add:out -> flatten:in');
    expect(graph.groups.map(({ path, block }) => [path, block])).toEqual([
      ['conv', 'conv2d'],
      ['stage', 'residual'],
      ['stage1', 'residual'],
      ['stage2', 'residual'],
    ]);
    expect(graph.groups[1]).toMatchObject({
      inputs: { x: { path: 'conv3' } },
      outputs: { y: { path: 'stage2/add' } },
    });
  });

  it('leaves single copies out when they are switched off by their index', () => {
    const document = read({
      nodes: [
        { id: 'input', type: 'input' },
        { id: 'pool', type: 'maxPooling2d', repeat: 3, enabled: '=index != 1' },
      ],
      edges: edges('input -> pool'),
    });
    expect(paths(document)).toEqual(['input', 'pool1', 'pool3']);
    expect(wires(document)).toEqual(['pool1:out -> pool3:in', 'input:out -> pool1:in']);
  });

  it('leads wires through nested blocks and switched-off blocks', () => {
    const document = read({
      nodes: [
        { id: 'input', type: 'input' },
        { id: 'off', type: 'block:residual', enabled: false },
        { id: 'outer', type: 'block:outer' },
        { id: 'flatten', type: 'flatten' },
      ],
      edges: edges('input -> off', 'off -> outer', 'outer -> flatten'),
      blocks: {
        residual,
        outer: {
          nodes: [
            { id: 'in', type: 'blockInput' },
            { id: 'inner', type: 'block:residual', repeat: 2 },
            { id: 'out', type: 'blockOutput' },
          ],
          edges: edges('in -> inner', 'inner -> out'),
        },
      },
    });
    expect(codes(document)).toEqual([]);
    expect(wires(document)).toContain('input:out -> outer/inner1/conv1:in');
    expect(wires(document)).toContain('outer/inner1/add:out -> outer/inner2/conv1:in');
    expect(wires(document)).toContain('outer/inner2/add:out -> flatten:in');
  });

  it('finds ports by name where a block has several', () => {
    const swap = {
      nodes: [
        { id: 'a', type: 'blockInput' },
        { id: 'b', type: 'blockInput' },
        { id: 'p', type: 'blockOutput' },
        { id: 'q', type: 'blockOutput' },
      ],
      edges: edges('a -> q', 'b -> p'),
    };
    const document = read({
      nodes: [
        { id: 'input', type: 'input' },
        { id: 'relu', type: 'relu' },
        { id: 'swap', type: 'block:swap' },
        { id: 'left', type: 'flatten' },
        { id: 'right', type: 'sigmoid' },
      ],
      edges: edges('input -> relu', 'input -> swap:a', 'relu -> swap:b', 'swap:p -> left', 'swap:q -> right'),
      blocks: { swap },
    });
    expect(wires(document)).toEqual(['input:out -> relu:in', 'relu:out -> left:in', 'input:out -> right:in']);
  });
});

describe('what is wrong with a document', () => {
  const input = { id: 'input', type: 'input' };
  const block = (nodes: object[], ...lines: string[]) => ({ nodes, edges: edges(...lines) });

  it('knows no such layer, block or parameter', () => {
    const document = read({
      nodes: [
        { id: 'a', type: 'conv2' },
        { id: 'b', type: 'block:residul' },
        { id: 'c', type: 'constructor' },
        { id: 'd', type: 'block:constructor' },
        { id: 'e', type: 'blockInput' },
      ],
      edges: [],
      blocks: { residual },
    });
    expect(codes(document)).toEqual([
      ['type-misspelled', 'a'],
      ['unknown-block', 'b'],
      ['unknown-type', 'c'],
      ['unknown-block', 'd'],
      ['port-outside-block', 'e'],
    ]);
    const { diagnostics, broken, graph } = expand(document);
    expect(diagnostics[0]?.fixes[0]?.values).toMatchObject({ type: 'conv2d' });
    expect(diagnostics[1]?.fixes[0]?.values).toMatchObject({ type: 'block:residual' });
    // The graph stays whole: what is wired to them is neither lost nor blamed.
    expect(graph.nodes.map((node) => node.path)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(Array.from(broken)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('refuses blocks that contain themselves, also by way of others', () => {
    const document = read({
      nodes: [input, { id: 'a', type: 'block:first' }],
      edges: edges('input -> a'),
      blocks: {
        first: block(
          [
            { id: 'x', type: 'blockInput' },
            { id: 'b', type: 'block:second' },
          ],
          'x -> b',
        ),
        second: block(
          [
            { id: 'x', type: 'blockInput' },
            { id: 'c', type: 'block:first' },
          ],
          'x -> c',
        ),
        self: block([{ id: 's', type: 'block:self' }]),
      },
    });
    expect(codes(document)).toEqual([['block-recursion', 'a/b']]);
  });

  it('stops at absurd repetition, whether there is anything to repeat or not', () => {
    const tower = (inner: object) => {
      const blocks: Record<string, object> = { level0: inner };
      for (let level = 1; level < 12; level += 1) {
        blocks[`level${level}`] = block(
          [
            { id: 'x', type: 'blockInput' },
            { id: 'b', type: `block:level${level - 1}`, repeat: 1000 },
            { id: 'y', type: 'blockOutput' },
          ],
          'x -> b',
          'b -> y',
        );
      }
      return read({ nodes: [input, { id: 'a', type: 'block:level11' }], edges: edges('input -> a'), blocks });
    };
    const ports = [
      { id: 'x', type: 'blockInput' },
      { id: 'y', type: 'blockOutput' },
    ];
    for (const inner of [
      block([...ports, { id: 'relu', type: 'relu' }], 'x -> relu', 'relu -> y'),
      block(ports, 'x -> y'),
      block(ports),
    ]) {
      expect(codes(tower(inner))[0]?.[0]).toBe('network-too-large');
    }
    const repeated = (repeat: number | string) =>
      codes(read({ nodes: [input, { id: 'a', type: 'relu', repeat }], edges: edges('input -> a') }));
    expect(repeated(1e9)).toEqual([['parameter-out-of-range', 'a']]);
    expect(repeated(-1)).toEqual([['parameter-out-of-range', 'a']]);
    expect(repeated(1.5)).toEqual([['parameter-not-whole', 'a']]);
    expect(repeated('=x')).toEqual([['expression-without-names', 'a']]);
    expect(codes(read({ nodes: [{ ...input, repeat: 2 }], edges: [] }))).toEqual([
      ['cannot-repeat', 'input'],
    ]);
  });

  it('refuses blocks nested too deep', () => {
    const blocks: Record<string, object> = { level0: block([{ id: 'x', type: 'blockInput' }]) };
    for (let level = 1; level <= EXPANSION_LIMITS.nesting; level += 1) {
      const nodes = [
        { id: 'x', type: 'blockInput' },
        { id: 'b', type: `block:level${level - 1}` },
      ];
      blocks[`level${level}`] = block(nodes, 'x -> b');
    }
    const document = read({
      nodes: [input, { id: 'a', type: `block:level${EXPANSION_LIMITS.nesting}` }],
      edges: edges('input -> a'),
      blocks,
    });
    expect(codes(document).map(([code]) => code)).toEqual(['nesting-too-deep']);
  });

  it('finds names that are taken', () => {
    const relu = { id: 'relu', type: 'relu' };
    const twice = read({ nodes: [input, relu, relu], edges: edges('input -> relu') });
    expect(codes(twice)).toEqual([['duplicate-id', 'relu']]);
    expect(paths(twice)).toEqual(['input', 'relu']);
    const copies = read({
      nodes: [input, { ...relu, repeat: 2 }, { id: 'relu1', type: 'relu' }],
      edges: edges('input -> relu', 'relu -> relu1'),
    });
    expect(codes(copies)).toEqual([['path-collision', 'relu1']]);
    const [first] = expand(copies).diagnostics;
    expect(codes(applyEdits(copies, first?.fixes[0]?.edits ?? []))).toEqual([]);
  });

  it('finds wires that lead nowhere, and offers the nearest place', () => {
    const document = read({
      nodes: [input, { id: 'relu', type: 'relu' }, { id: 'output', type: 'output' }],
      edges: edges('inptu -> relu', 'relu:outt -> output', 'output -> relu', 'relu -> input', 'a -> b'),
    });
    expect(codes(document)).toEqual([
      ['edge-to-nowhere', 'relu'],
      ['unknown-output-port', 'output'],
      ['gives-no-output', 'relu'],
      ['takes-no-input', 'input'],
      ['edge-to-nowhere', ''],
    ]);
    const { diagnostics } = expand(document);
    const fixed = applyEdits(document, [
      ...(diagnostics[0]?.fixes[0]?.edits ?? []),
      ...(diagnostics[1]?.fixes[0]?.edits ?? []),
      ...[2, 3, 4].flatMap((index) => diagnostics[index]?.fixes[0]?.edits ?? []),
    ]);
    expect(codes(fixed)).toEqual([]);
    expect(wires(fixed)).toEqual(['input:out -> relu:in', 'relu:out -> output:in']);
  });

  it('finds several wires at a port for one, and the same wire twice', () => {
    const document = read({
      nodes: [
        input,
        { id: 'a', type: 'relu' },
        { id: 'b', type: 'relu' },
        { id: 'sum', type: 'add' },
        { id: 'block', type: 'block:residual' },
      ],
      edges: edges(
        'input -> a',
        'input -> b',
        'a -> b',
        'a -> sum',
        'a:out -> sum:in',
        'sum -> block',
        'a -> block:x',
        'input:out -> a:in',
      ),
      blocks: { residual },
    });
    expect(expand(document).diagnostics.map(({ code, path, severity }) => [code, path, severity])).toEqual([
      ['duplicate-wire', 'sum', 'warning'],
      ['duplicate-wire', 'a', 'warning'],
      ['port-occupied', 'b', 'error'],
      ['port-occupied', 'block', 'error'],
    ]);
    expect(wires(document).filter((wire) => wire.endsWith('sum:in'))).toHaveLength(2);
  });

  it('blames a block port that is open, and not what is inside', () => {
    const document = read({
      nodes: [{ id: 'block', type: 'block:residual', repeat: 2 }],
      edges: [],
      blocks: { residual },
    });
    expect(codes(document)).toEqual([['unconnected-input', 'block']]);
    const { broken } = expand(document);
    expect(broken.has('block1/conv1')).toBe(true);
    const noOutput = read({
      nodes: [input, { id: 'b', type: 'block:open' }, { id: 'relu', type: 'relu' }],
      edges: edges('input -> b', 'b -> relu'),
      blocks: {
        open: block([
          { id: 'x', type: 'blockInput' },
          { id: 'y', type: 'blockOutput' },
        ]),
      },
    });
    expect(codes(noOutput)).toEqual([['unconnected-input', 'b/y']]);
    expect(expand(noOutput).broken.has('relu')).toBe(true);
  });

  it('blames a switched-off node that has nothing to pass on', () => {
    const document = read({
      nodes: [
        { ...input, enabled: false },
        { id: 'a', type: 'relu', enabled: false },
        { id: 'b', type: 'flatten' },
        { id: 'c', type: 'relu', enabled: false },
        { id: 'd', type: 'sigmoid' },
      ],
      edges: edges('input -> a', 'a -> b', 'c -> d'),
    });
    expect(codes(document)).toEqual([
      ['switched-off-source', 'input'],
      ['unconnected-input', 'c'],
    ]);
    const loop = read({
      nodes: [
        { id: 'a', type: 'relu', enabled: false },
        { id: 'b', type: 'relu', enabled: false },
        { id: 'c', type: 'relu' },
      ],
      edges: edges('a -> b', 'b -> a', 'b -> c'),
    });
    expect(codes(loop)).toEqual([['cycle', 'a']]);
  });

  it('reports a mistake in a block once with all its uses, and no end of mistakes not at all', () => {
    const broken: Record<string, BlockSpec | object> = {
      bad: block(
        [
          { id: 'x', type: 'blockInput' },
          { id: 'a', type: 'nothing' },
          { id: 'y', type: 'blockOutput' },
        ],
        'x -> a',
        'a -> y',
      ),
      // No edge of them leads anywhere.
      many: block(
        [
          { id: 'x', type: 'blockInput' },
          { id: 'y', type: 'blockOutput' },
        ],
        'x -> y',
        ...Array.from({ length: EXPANSION_LIMITS.diagnostics + 400 }, (_, index) => `x -> nowhere${index}`),
      ),
    };
    const uses = (name: string, count: number) =>
      expand(
        read({
          nodes: [input, { id: 'b', type: `block:${name}`, repeat: count }],
          edges: edges('input -> b'),
          blocks: broken,
        }),
      ).diagnostics;
    expect(uses('bad', 900)).toMatchObject([{ code: 'unknown-type', path: 'b1/a' }]);
    expect(uses('bad', 900)[0]?.uses).toHaveLength(900);
    const many = uses('many', 2);
    expect(many).toHaveLength(EXPANSION_LIMITS.diagnostics + 1);
    expect(many.at(-1)).toMatchObject({ code: 'further-problems', values: { count: 400 } });
  });
});

/** Where nodes are on the canvas is no part of a graph (`FlatGroup.node`): after a move it stays the same. */
function withoutPlaces(expansion: Expansion) {
  const groups = expansion.graph.groups.map((group) => ({
    ...group,
    node: { ...group.node, position: null },
  }));
  return { ...expansion, graph: { ...expansion.graph, groups } };
}

describe('expand, in general', () => {
  it('is pure, never throws, and gives a graph that is whole', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        deepFreeze(document);
        const { graph, broken } = expand(document);
        const known = new Set(graph.nodes.map((node) => node.path));
        expect(known.size).toBe(graph.nodes.length);
        const ends = graph.edges.flatMap(({ from, to }) => [from.path, to.path]);
        expect([...ends, ...broken].filter((path) => !known.has(path))).toEqual([]);
        expectEqual(expand(document), expand(document));
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same after an edit whether it builds on the graph before or not', () => {
    fc.assert(
      fc.property(
        arbitraryDocument,
        fc.array(arbitraryEdit, { minLength: 1, maxLength: 8 }),
        (document, edits) => {
          let current = document;
          let { graph } = expand(current);
          for (const edit of edits) {
            current = applyEdits(current, [edit]);
            const incremental = expand(current, graph);
            expectEqual(withoutPlaces(incremental), withoutPlaces(expand(current)));
            graph = incremental.graph;
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives the very same after a move, of blocks and repeated layers too', () => {
    const document = read({
      nodes: [
        { id: 'input', type: 'input' },
        { id: 'block', type: 'block:residual' },
        { id: 'relu', type: 'relu', repeat: 2 },
      ],
      edges: edges('input -> block', 'block -> relu'),
      blocks: { residual },
    });
    const before = expand(document);
    const moved = applyEdits(
      document,
      ['block', 'relu'].map((id) => {
        const changes = { position: { x: 1, y: 2 } };
        return { kind: 'update-node', scope: null, id, changes } as const;
      }),
    );
    expect(expand(moved, before.graph)).toBe(before);
    expect(withoutPlaces(before)).toEqual(withoutPlaces(expand(moved)));
  });

  it('keeps the flat nodes an edit does not touch', () => {
    const document = read({
      nodes: [
        { id: 'input', type: 'input' },
        { id: 'first', type: 'block:residual' },
        { id: 'second', type: 'block:residual', parameters: { filters: 4 } },
        { id: 'relu', type: 'relu' },
      ],
      edges: edges('input -> first', 'first -> second', 'second -> relu'),
      blocks: { residual },
    });
    const before = expand(document).graph;
    const edit = { scope: null, id: 'second', parameter: 'filters', value: 5 } as const;
    const after = expand(applyEdits(document, [{ kind: 'set-parameter', ...edit }]), before).graph;
    const kept = after.nodes.filter((node, index) => node === before.nodes[index]).map((node) => node.path);
    expect(kept).toEqual(['input', 'first/conv1', 'first/conv2', 'first/add', 'second/add', 'relu']);
    const moved = applyEdits(document, [
      { kind: 'update-node', scope: null, id: 'relu', changes: { position: { x: 1, y: 2 } } },
      { kind: 'update-node', scope: 'residual', id: 'conv1', changes: { name: 'First' } },
    ]);
    expect(expand(moved, before).graph.nodes.every((node, index) => node === before.nodes[index])).toBe(true);
    const renamed = applyEdits(document, [{ kind: 'set-name', name: 'Other' }]);
    expect(expand(renamed, before).graph).toBe(before);
  });
});
