import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import type { EdgeSpec, NodeSpec } from '../document/document';
import { analyze } from '../infer/analyze';
import { readDocument } from '../testing/read-document';
import { expand } from './expand';

/** `a>b` for an edge from a to b. */
function edgesOf(text: string): EdgeSpec[] {
  return text.split(' ').map((pair) => {
    const [from = '', to = ''] = pair.split('>');
    return { from, to };
  });
}

const conv = { type: 'conv2d', parameters: { filters: 1, padding: 'same' } };
const shared: NodeSpec[] = [
  { id: 'input', type: 'input', parameters: { shape: [8, 8, 1] } },
  { id: 'flatten', type: 'flatten' },
  { id: 'dense', type: 'dense', parameters: { units: 10 } },
  { id: 'output', type: 'output' },
];
const TAIL = 'flatten>dense dense>output';

function network(nodes: readonly (Partial<NodeSpec> & { id: string })[], edges: string, blocks = {}) {
  const own = nodes.map((node) => ({ ...conv, ...node }));
  const json = { format: 'netloom', version: 2, name: 'Muted', nodes: [...shared, ...own], blocks };
  return readDocument({ ...json, edges: edgesOf(`${edges} ${TAIL}`) });
}

function look(document: ReturnType<typeof network>) {
  const analysis = analyze(document);
  const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  return {
    paths: analysis.graph.nodes.map(({ path }) => path).sort(),
    wires: analysis.graph.edges.map(({ from, to }) => `${from.path}>${to.path}`).sort(),
    errors: errors.map(({ code, path }) => `${code} ${path}`),
    analysis,
  };
}

const BRANCHES = 'input>one input>two input>three one>inner inner>join two>join three>join join>flatten';

describe('a muted node', () => {
  it('leaves a merge without its branch: what feeds it alone and what depends on it alone go along', () => {
    const branches = (muted: string) =>
      network(
        ['one', 'inner', 'two', 'three', 'join'].map((id) => ({
          id,
          ...(id === 'join' ? { type: 'concatenate', parameters: {} } : {}),
          ...(id === muted ? { muted: true } : {}),
        })),
        BRANCHES,
      );
    for (const muted of ['one', 'inner']) {
      const { paths, errors, analysis } = look(branches(muted));
      expect(errors).toEqual([]);
      expect(paths).toEqual(['dense', 'flatten', 'input', 'join', 'output', 'three', 'two']);
      expect(analysis.nodes.get('join')?.outputs?.[0]?.shape).toEqual([8, 8, 2]);
    }
  });

  it('leaves a merge with one wire, which is the sum of that one', () => {
    const document = network(
      [
        { id: 'body', muted: true },
        { id: 'add', type: 'add', parameters: {} },
      ],
      'input>body body>add input>add add>flatten',
    );
    const { paths, wires, errors } = look(document);
    expect(errors).toEqual([]);
    expect(paths).toEqual(['add', 'dense', 'flatten', 'input', 'output']);
    expect(wires).toContain('input>add');
  });

  it('is an error on the only way to the output, with the way back as its repair', () => {
    const document = network([{ id: 'body', muted: true }], 'input>body body>flatten');
    const { errors, analysis } = look(document);
    expect(errors).toEqual(['output-muted body']);
    const [fix] = analysis.diagnostics.flatMap(({ fixes }) => fixes);
    expect(fix?.code).toBe('unmute');
    expect(look(applyEdits(document, fix?.edits ?? [])).errors).toEqual([]);
  });

  it('may be an auxiliary output', () => {
    const aux = { type: 'output', parameters: { auxiliary: true }, muted: true };
    const document = network([{ id: 'body' }, { id: 'aux', ...aux }], 'input>body body>flatten dense>aux');
    const { paths, errors } = look(document);
    expect(errors).toEqual([]);
    expect(paths).not.toContain('aux');
  });

  it('inside a block silences the block in every place it is used, and the block can still be looked into', () => {
    const block = {
      nodes: [
        { id: 'x', type: 'blockInput' },
        { id: 'inner', ...conv, muted: true },
        { id: 'y', type: 'blockOutput' },
      ],
      edges: edgesOf('x>inner inner>y'),
    };
    const document = network(
      [
        { id: 'use', type: 'block:body', parameters: {} },
        { id: 'other' },
        { id: 'more' },
        { id: 'add', type: 'add', parameters: {} },
      ],
      'input>use input>other input>more use>add other>add more>add add>flatten',
      { body: block },
    );
    const { paths, errors, analysis } = look(document);
    expect(errors).toEqual([]);
    expect(paths).not.toContain('use/inner');
    expect(analysis.graph.edges.filter(({ to }) => to.path === 'add')).toHaveLength(2);
    expect(analysis.graph.groups.map(({ path }) => path)).toEqual(['use']);
  });

  it('in front of one of two ports of a block is said at the block, with both ways out', () => {
    const block = {
      nodes: [
        { id: 'a', type: 'blockInput' },
        { id: 'b', type: 'blockInput' },
        { id: 'sum', type: 'add' },
        { id: 'y', type: 'blockOutput' },
      ],
      edges: edgesOf('a>sum b>sum sum>y'),
    };
    const document = network(
      [{ id: 'left', muted: true }, { id: 'right' }, { id: 'use', type: 'block:two', parameters: {} }],
      'input>left input>right left>use:a right>use:b use>flatten',
      { two: block },
    );
    const { errors, analysis } = look(document);
    expect(errors).toEqual(['muted-input use']);
    expect(analysis.diagnostics[0]?.fixes.map(({ code }) => code)).toEqual(['unmute', 'mute']);
  });

  it('is expanded step by step as from the start', () => {
    const on = network(
      [{ id: 'body' }, { id: 'side' }, { id: 'add', type: 'add', parameters: {} }],
      'input>body input>side body>add side>add add>flatten',
    );
    const edit = { kind: 'update-node', scope: null, id: 'body', changes: { muted: true } } as const;
    const off = applyEdits(on, [edit]);
    const first = expand(on);
    const second = expand(off, first.graph);
    expect(second.graph).toEqual(expand(off).graph);
    const back = applyEdits(off, [{ ...edit, changes: { muted: undefined } }]);
    expect(expand(back, second.graph).graph).toEqual(first.graph);
  });
});
