import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../document/document';
import { analyze } from '../infer/analyze';
import { parseDocument } from '../reading/parse';
import { expand } from './expand';

function read(json: object): NetloomDocument {
  const result = parseDocument({ format: 'netloom', version: 3, name: 'Test', ...json });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.document;
}

/** `a -> b`, several to a line. */
function edges(...lines: string[]): { from: string; to: string }[] {
  return lines.map((line) => {
    const [from = '', to = ''] = line.split(' -> ');
    return { from, to };
  });
}

const path = {
  parameters: [
    { name: 'widths', kind: 'list', default: [4, 6, 8] },
    { name: 'at', kind: 'integer', default: 0 },
  ],
  nodes: [
    { id: 'x', type: 'blockInput' },
    { id: 'conv', type: 'conv2d', parameters: { filters: '=widths[at]' } },
    { id: 'y', type: 'blockOutput' },
  ],
  edges: edges('x -> conv', 'conv -> y'),
};

function network(use: object, blocks: object = { path }): NetloomDocument {
  return read({
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 8, 3] } },
      { id: 'paths', type: 'block:path', ...use },
      { id: 'flatten', type: 'flatten' },
      { id: 'dense', type: 'dense', parameters: { units: 10 } },
      { id: 'output', type: 'output' },
    ],
    edges: edges('input -> paths', 'paths -> flatten', 'flatten -> dense', 'dense -> output'),
    blocks,
  });
}

function wires(document: NetloomDocument): string[] {
  return expand(document).graph.edges.map(({ from, to }) => `${from.path} -> ${to.path}`);
}

describe('copies side by side', () => {
  it('get what comes in, each, and are joined by the merge', () => {
    const document = network({ repeat: 3, join: 'concatenate', parameters: { at: '=index' } });
    expect(wires(document)).toEqual([
      'input -> paths1/conv',
      'input -> paths2/conv',
      'input -> paths3/conv',
      'paths1/conv -> paths_join',
      'paths2/conv -> paths_join',
      'paths3/conv -> paths_join',
      'paths_join -> flatten',
      'flatten -> dense',
      'dense -> output',
    ]);
    const analysis = analyze(document);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.groups.get('paths')?.outputs.y?.shape).toEqual([8, 8, 18]);
    // 3 x 3 x 3 weights a filter, and its bias.
    expect(analysis.groups.get('paths')?.cost.trainableParameters).toBe((27 + 1) * (4 + 6 + 8));
  });

  it('may be copies of a layer', () => {
    const document = network({
      type: 'conv2d',
      repeat: 4,
      join: 'add',
      parameters: { filters: 5, kernelSize: '=2 * index + 1' },
    });
    const analysis = analyze(document);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.groups.get('paths')?.outputs.out?.shape).toEqual([8, 8, 5]);
    expect(analysis.graph.nodes.map(({ path: at }) => at)).toContain('paths_join');
  });

  it('are left out where they are switched off, and let all pass where all are', () => {
    const some = network({ repeat: 3, join: 'add', enabled: '=index != 1' });
    expect(wires(some).filter((wire) => wire.endsWith('paths_join'))).toEqual([
      'paths1/conv -> paths_join',
      'paths3/conv -> paths_join',
    ]);
    expect(wires(network({ repeat: 3, join: 'add', enabled: false }))).toContain('input -> flatten');
  });

  it('says sizes to what comes after, where blocks name them', () => {
    const after = {
      nodes: [
        { id: 'x', type: 'blockInput' },
        { id: 'conv', type: 'conv2d', parameters: { filters: '=x.channels * 2' } },
        { id: 'y', type: 'blockOutput' },
      ],
      edges: edges('x -> conv', 'conv -> y'),
    };
    const document = read({
      nodes: [
        { id: 'input', type: 'input', parameters: { shape: [8, 8, 3] } },
        { id: 'paths', type: 'block:path', repeat: 3, join: 'concatenate', parameters: { at: '=index' } },
        { id: 'after', type: 'block:after', repeat: 2, join: 'concatenate' },
      ],
      edges: edges('input -> paths', 'paths -> after'),
      blocks: { path, after },
    });
    expect(analyze(document).groups.get('after')?.outputs.y?.shape).toEqual([8, 8, 72]);
  });

  it('say at the node what does not fit, and which merges there are', () => {
    const unknown = expand(network({ repeat: 3, join: 'ad' })).diagnostics;
    expect(unknown.map(({ code, path: at }) => [code, at])).toEqual([['unknown-join', 'paths']]);
    const conv = expand(network({ repeat: 3, join: 'conv2d' })).diagnostics;
    expect(conv.map(({ code }) => code)).toEqual(['unknown-join']);
    const unequal = analyze(network({ repeat: 3, join: 'add', parameters: { at: '=index' } })).diagnostics;
    expect(unequal.map(({ code, origin }) => [code, origin?.id])).toEqual([['add-shape-mismatch', 'paths']]);
    const beyond = analyze(network({ repeat: 4, join: 'add', parameters: { at: '=index' } })).diagnostics;
    expect(beyond.map(({ code }) => code)).toContain('expression-no-element');
  });

  it('stay the same objects where an edit does not touch them', () => {
    const before = network({ repeat: 3, join: 'add' });
    const first = expand(before);
    const nodes = before.nodes.map((node) =>
      node.id === 'dense' ? { ...node, parameters: { units: 4 } } : node,
    );
    const second = expand({ ...before, nodes }, first.graph);
    const kept = second.graph.nodes.filter((node) => first.graph.nodes.includes(node));
    expect(kept.map(({ path: at }) => at)).toEqual([
      ...['input', 'paths1/conv', 'paths2/conv', 'paths3/conv', 'paths_join', 'flatten', 'output'],
    ]);
  });
});

describe('a branch with a switch', () => {
  const gated = {
    parameters: [
      { name: 'attention', kind: 'choice', default: 'none', choices: ['none', 'se'] },
      { name: 'kernel', kind: 'pair', default: [3, 5] },
      { name: 'edge', kind: 'padding', default: 'same' },
    ],
    nodes: [
      { id: 'x', type: 'blockInput' },
      { id: 'conv', type: 'conv2d', parameters: { filters: 4, kernelSize: '=kernel', padding: '=edge' } },
      { id: 'squeeze', type: 'globalAveragePooling2d', muted: "=attention == 'none'" },
      { id: 'excite', type: 'conv2d', parameters: { filters: 4, kernelSize: 1 } },
      { id: 'scale', type: 'multiply' },
      { id: 'y', type: 'blockOutput' },
    ],
    edges: edges(
      'x -> conv',
      'conv -> squeeze',
      'squeeze -> excite',
      'conv -> scale',
      'excite -> scale',
      'scale -> y',
    ),
  };

  it('is there, or is not', () => {
    const without = analyze(network({}, { path: gated }));
    expect(without.diagnostics).toEqual([]);
    expect(without.graph.nodes.map(({ path: at }) => at)).not.toContain('paths/excite');
    const withSe = analyze(network({ parameters: { attention: 'se', edge: 0, kernel: 2 } }, { path: gated }));
    expect(withSe.diagnostics).toEqual([]);
    expect(withSe.graph.nodes.map(({ path: at }) => at)).toContain('paths/excite');
    expect(withSe.groups.get('paths')?.outputs.y?.shape).toEqual([7, 7, 4]);
  });

  it('refuses what is no condition, and what is none of the choices', () => {
    const node = { ...gated.nodes[2], muted: '=attention' };
    const block = { ...gated, nodes: gated.nodes.map((one) => (one.id === 'squeeze' ? node : one)) };
    expect(expand(network({}, { path: block })).diagnostics).toMatchObject([
      { code: 'parameter-wrong-kind', parameter: 'muted', path: 'paths/squeeze' },
    ]);
    const { diagnostics } = expand(network({ parameters: { attention: 'cbam' } }, { path: gated }));
    expect(diagnostics).toMatchObject([{ code: 'parameter-unknown-choice', expected: 'none, se' }]);
  });
});
