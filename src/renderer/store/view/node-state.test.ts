import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { EdgeSpec, NodeSpec } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { analyze } from '../../../graph-runtime/infer/analyze';
import type { TensorType } from '../../../graph-runtime/layers/tensor-type';
import { wiresInto } from '../document/network';
import { setEnabled, setMuted } from '../edits/nodes';
import { documentOf, editContextOf } from '../testing/documents';
import { largeNetwork } from '../testing/large-network';
import { nodeState, typeFrom } from './node-state';

const large = largeNetwork(3_990, true);

/** The rule word by word; only for networks without cycles and with few nodes. */
function passedByRule(analysis: NetworkAnalysis, node: NodeSpec): TensorType | null {
  const own = analysis.nodes.get(node.id)?.outputs;
  if (own !== undefined) return own?.[0] ?? null;
  if (node.muted === true || (node.enabled !== false && node.type !== 'add')) return null;
  for (const wire of wiresInto(analysis.document, null, node.id)) {
    const source = analysis.document.nodes.find(({ id }) => id === wire.from.id);
    const type = source === undefined ? null : passedByRule(analysis, source);
    if (type !== null) return type;
  }
  return null;
}

const kinds = fc.constantFrom<NodeSpec>(
  { id: '', type: 'relu' },
  { id: '', type: 'relu', enabled: false },
  { id: '', type: 'relu', muted: true },
  { id: '', type: 'conv2d', parameters: { filters: 3, kernelSize: [3, 3] } },
  { id: '', type: 'conv2d', enabled: false },
  { id: '', type: 'add' },
  { id: '', type: 'add', enabled: false },
);

/** Nodes fed by one or two of those before them. */
const networks = fc
  .array(fc.tuple(kinds, fc.nat(99), fc.nat(99)), { minLength: 2, maxLength: 14 })
  .map((parts) => {
    const nodes: NodeSpec[] = [{ id: 'node0', type: 'input', parameters: { shape: [8, 8, 2] } }];
    const edges: EdgeSpec[] = [];
    for (const [kind, a, b] of parts) {
      const at = nodes.length;
      const id = `node${at}`;
      nodes.push({ ...kind, id });
      const sources = new Set(kind.type === 'add' ? [a % at, b % at] : [a % at]);
      for (const source of sources) edges.push({ from: `node${source}`, to: id });
    }
    return documentOf(nodes, edges);
  });

describe('what nodes pass on', () => {
  it('is what enters along the first wire that brings anything, whichever node is asked first', () => {
    fc.assert(
      fc.property(networks, fc.boolean(), (document, isBackwards) => {
        const analysis = analyze(document);
        const asked = isBackwards ? [...document.nodes].reverse() : document.nodes;
        for (const node of asked)
          expect(typeFrom(analysis, '', { id: node.id, port: 'out' }), node.id).toEqual(
            passedByRule(analysis, node),
          );
      }),
      { numRuns: 300 },
    );
  });

  it('ends on nodes that feed each other', () => {
    const nodes: NodeSpec[] = ['a', 'b', 'c'].map((id) => ({ id, type: 'relu', enabled: false }));
    const pairs = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ] as const;
    const analysis = analyze(
      documentOf(
        nodes,
        pairs.map(([from, to]) => ({ from, to })),
      ),
    );
    for (const { id } of nodes) expect(typeFrom(analysis, '', { id, port: 'out' })).toBeNull();
  });

  it.each([
    ['switched off', (ids: string[]) => setEnabled(editContextOf(large), ids, false)],
    [
      'muted but for its merges',
      (ids: string[]) =>
        setMuted(
          editContextOf(large),
          ids.filter((id) => !/^add/.test(id)),
          true,
        ),
    ],
    [
      'muted but for its convolutions',
      (ids: string[]) =>
        setMuted(
          editContextOf(large),
          ids.filter((id) => !/^conv/.test(id)),
          true,
        ),
    ],
  ] as const)('is found for every card of a network of thousands that is %s', (_, userEdit) => {
    const ids = large.nodes.map(({ id }) => id).filter((id) => id !== 'input');
    const document = applyEdits(large, userEdit(ids).edits);
    const analysis = analyze(document);
    const states = document.nodes.map((node) => nodeState(analysis, '', node));
    const types = document.nodes.map(({ id }) => typeFrom(analysis, '', { id, port: 'out' }));
    expect(states[0]).toBe('on');
    expect(types[0]?.shape).toEqual([8, 8, 4]);
    const passing = states.flatMap((state, at) => (state === 'bypassed' ? [types[at]?.shape] : []));
    for (const shape of passing) expect(shape).toEqual([8, 8, 4]);
  });
});
