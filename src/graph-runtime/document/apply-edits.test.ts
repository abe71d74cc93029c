import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../reading/parse';
import { expectEqual } from '../testing/expect-equal';
import { applyEdits } from './apply-edits';
import type { NetloomDocument } from './document';
import { arbitraryDocument, arbitraryEdit, deepFreeze } from './testing/arbitrary-documents';

function read(json: object): NetloomDocument {
  const result = parseDocument({ format: 'netloom', version: 1, name: 'Test', ...json });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return deepFreeze(result.document);
}

const small = read({
  nodes: [
    { id: 'a', type: 'input' },
    { id: 'b', type: 'relu', parameters: { slope: 1 } },
    { id: 'c', type: 'block:body' },
  ],
  edges: [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c:x' },
    { from: 'c:y', to: 'b' },
  ],
  blocks: {
    body: {
      nodes: [
        { id: 'x', type: 'blockInput' },
        { id: 'y', type: 'blockOutput' },
      ],
      edges: [{ from: 'x', to: 'y' }],
    },
  },
});

describe('applyEdits', () => {
  it('keeps every object an edit does not touch', () => {
    const after = applyEdits(small, [
      { kind: 'set-parameter', scope: null, id: 'b', parameter: 'slope', value: 2 },
    ]);
    expect(after.nodes[1]?.parameters).toEqual({ slope: 2 });
    expect(after.nodes[0]).toBe(small.nodes[0]);
    expect(after.edges).toBe(small.edges);
    expect(after.blocks).toBe(small.blocks);
    expect(after.training).toBe(small.training);
  });

  it('removes a node with its edges', () => {
    const after = applyEdits(small, [{ kind: 'remove-node', scope: null, id: 'b' }]);
    expect(after.nodes.map((node) => node.id)).toEqual(['a', 'c']);
    expect(after.edges).toEqual([]);
  });

  it('renames a node and lets its edges follow', () => {
    const after = applyEdits(small, [{ kind: 'rename-node', scope: null, id: 'c', newId: 'body1' }]);
    expect(after.edges).toEqual([
      { from: 'a', to: 'b' },
      { from: 'b', to: 'body1:x' },
      { from: 'body1:y', to: 'b' },
    ]);
    expect(after.edges[0]).toBe(small.edges[0]);
  });

  it('renames a port of a block wherever the block is used', () => {
    const after = applyEdits(small, [
      { kind: 'rename-node', scope: 'body', id: 'x', newId: 'left' },
      { kind: 'rename-node', scope: 'body', id: 'y', newId: 'right' },
    ]);
    expect(after.blocks.body?.edges).toEqual([{ from: 'left', to: 'right' }]);
    expect(after.edges).toEqual([
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c:left' },
      { from: 'c:right', to: 'b' },
    ]);
  });

  it('changes nothing when an edit cannot be applied', () => {
    const node = { id: 'a', type: 'relu' };
    expect(
      applyEdits(small, [
        { kind: 'add-node', scope: null, node },
        { kind: 'add-node', scope: 'missing', node },
        { kind: 'add-node', scope: null, node: { id: '__proto__', type: 'relu' } },
        { kind: 'remove-node', scope: null, id: 'z' },
        { kind: 'rename-node', scope: null, id: 'a', newId: 'b' },
        { kind: 'rename-node', scope: null, id: 'a', newId: 'a b' },
        { kind: 'set-parameter', scope: null, id: 'b', parameter: '__proto__', value: 1 },
        { kind: 'remove-edge', scope: null, edge: { from: 'a', to: 'c' } },
        { kind: 'set-block', name: 'constructor', block: undefined },
        { kind: 'set-note', id: 'n', note: undefined },
      ]),
    ).toBe(small);
  });

  it('keeps the order of wires into a port when an edge is added at a place', () => {
    const edge = { from: 'a', to: 'c:x' };
    const after = applyEdits(small, [{ kind: 'add-edge', scope: null, edge, index: 1 }]);
    expect(after.edges[1]).toEqual(edge);
    expect(after.edges).toHaveLength(4);
  });

  it('has a wire to a node that is not there follow the one that takes its name', () => {
    const dangling = { ...small, edges: [{ from: 'a', to: 'gone' }] };
    const after = applyEdits(dangling, [
      { kind: 'rename-node', scope: null, id: 'b', newId: 'gone' },
      { kind: 'rename-node', scope: null, id: 'gone', newId: 'back' },
    ]);
    expect(after.edges).toEqual([{ from: 'a', to: 'back' }]);
  });

  it('gives the same for all edits at once as for one after the other, and shares as much', () => {
    fc.assert(
      fc.property(
        arbitraryDocument,
        fc.array(arbitraryEdit, { minLength: 2, maxLength: 40 }),
        (document, edits) => {
          const single = edits.reduce((current, edit) => applyEdits(current, [edit]), document);
          const together = applyEdits(document, edits);
          expectEqual(together, single);
          for (const part of ['nodes', 'edges', 'blocks', 'notes', 'training'] as const)
            if (single[part] === document[part]) expect(together[part]).toBe(document[part]);
          const kept = new Set(single.nodes.filter((node) => document.nodes.includes(node)));
          expect(new Set(together.nodes.filter((node) => document.nodes.includes(node)))).toEqual(kept);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('changes nothing that it is given, whatever the document and the edits', () => {
    fc.assert(
      fc.property(
        arbitraryDocument,
        fc.array(arbitraryEdit, { minLength: 1, maxLength: 6 }),
        (document, edits) => {
          const before = structuredClone(document);
          deepFreeze(document);
          deepFreeze(edits);
          applyEdits(document, edits);
          expectEqual(document, before);
        },
      ),
      { numRuns: 1_500 },
    );
  });
});
