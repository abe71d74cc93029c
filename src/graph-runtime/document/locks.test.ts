import { describe, expect, it } from 'vitest';
import { applyEdits } from './apply-edits';
import { DOCUMENT_VERSION, documentSchema, type NetloomDocument } from './document';
import type { DocumentEdit } from './edit';
import { changedLocks, hasLocks } from './locks';

const document: NetloomDocument = documentSchema.parse({
  format: 'netloom',
  version: DOCUMENT_VERSION,
  name: 'N',
  nodes: [
    { id: 'input', type: 'input' },
    { id: 'conv', type: 'conv2d', parameters: { filters: 4 }, locked: true },
    { id: 'use', type: 'block:outer', locked: true },
    { id: 'free', type: 'relu' },
  ],
  edges: [
    { from: 'input', to: 'conv' },
    { from: 'conv', to: 'use' },
    { from: 'use', to: 'free' },
  ],
  blocks: {
    outer: {
      nodes: [
        { id: 'in', type: 'blockInput' },
        { id: 'part', type: 'block:inner' },
      ],
      edges: [{ from: 'in', to: 'part' }],
    },
    inner: { nodes: [{ id: 'relu', type: 'relu' }], edges: [] },
    other: { nodes: [{ id: 'relu', type: 'relu' }], edges: [] },
  },
});

/** The locked nodes that the edits would change. */
const changed = (...edits: DocumentEdit[]) =>
  changedLocks(document, applyEdits(document, edits)).map(({ id }) => id);

describe('locked nodes', () => {
  it.each<[string, DocumentEdit, string[]]>([
    [
      'a parameter',
      { kind: 'set-parameter', scope: null, id: 'conv', parameter: 'filters', value: 5 },
      ['conv'],
    ],
    [
      'a new parameter',
      { kind: 'set-parameter', scope: null, id: 'conv', parameter: 'x', value: 5 },
      ['conv'],
    ],
    ['the name', { kind: 'update-node', scope: null, id: 'conv', changes: { name: 'C' } }, ['conv']],
    ['the type', { kind: 'update-node', scope: null, id: 'conv', changes: { type: 'relu' } }, ['conv']],
    ['whether it is there', { kind: 'remove-node', scope: null, id: 'conv' }, ['conv', 'use']],
    ['its id', { kind: 'rename-node', scope: null, id: 'conv', newId: 'c' }, ['conv', 'use']],
    ['a wire into it', { kind: 'remove-edge', scope: null, edge: { from: 'input', to: 'conv' } }, ['conv']],
    ['one more wire', { kind: 'add-edge', scope: null, edge: { from: 'free', to: 'conv' } }, ['conv']],
    ['what feeds it', { kind: 'remove-node', scope: null, id: 'input' }, ['conv']],
    ['its block', { kind: 'remove-node', scope: 'outer', id: 'in' }, ['use']],
    [
      'a block in its block',
      { kind: 'set-parameter', scope: 'inner', id: 'relu', parameter: 'x', value: 1 },
      ['use'],
    ],
    ['the block at all', { kind: 'set-block', name: 'inner', block: undefined }, ['use']],
  ])('are changed by %s', (_, edit, ids) => {
    expect(changed(edit)).toEqual(ids);
  });

  it.each<[string, DocumentEdit]>([
    [
      'where they lie',
      { kind: 'update-node', scope: null, id: 'conv', changes: { position: { x: 1, y: 2 } } },
    ],
    [
      'where lies what they hold',
      { kind: 'update-node', scope: 'inner', id: 'relu', changes: { position: { x: 1, y: 2 } } },
    ],
    ['being unlocked', { kind: 'update-node', scope: null, id: 'conv', changes: { locked: undefined } }],
    ['a wire from them', { kind: 'remove-edge', scope: null, edge: { from: 'use', to: 'free' } }],
    ['a node that is not locked', { kind: 'remove-node', scope: null, id: 'free' }],
    [
      'a block that they do not hold',
      { kind: 'set-parameter', scope: 'other', id: 'relu', parameter: 'x', value: 1 },
    ],
    ['settings', { kind: 'set-training', changes: { epochs: 3 } }],
  ])('are not changed by %s', (_, edit) => {
    const after = applyEdits(document, [edit]);
    expect(after).not.toBe(document);
    expect(changedLocks(document, after)).toEqual([]);
  });

  it('are there or not', () => {
    expect(hasLocks(document)).toBe(true);
    const nodes = document.nodes.map(({ locked: _, ...node }) => node);
    expect(hasLocks({ ...document, nodes })).toBe(false);
  });
});
