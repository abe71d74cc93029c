import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument, Position } from '../../../graph-runtime/document/document';
import { flowOf, gapOf, turnPoint, turnSize } from '../document/flow';
import { wiresOf } from '../document/network';
import { nodeSize } from '../document/node-size';
import { documentOf, editContextOf, readPreset } from '../testing/documents';
import { applyFix } from './fixes';
import { addNode } from './nodes';
import { moveEdit } from './placing';
import { dissolveNodes } from './remove-nodes';

const placesOf = (document: NetloomDocument) =>
  new Map(document.nodes.map(({ id, position }) => [id, position]));

/** A chain with every card at a place of its user's, `distance` after the one before. */
function placed(document: NetloomDocument, distance = gapOf(flowOf(document, null))): NetloomDocument {
  const flow = flowOf(document, null);
  let y = 0;
  const edits = document.nodes.map((node) => {
    const edit = moveEdit(null, node.id, turnPoint(flow, { x: 0, y }));
    y += turnSize(flow, nodeSize(document, node, flow)).height + distance;
    return edit;
  });
  return applyEdits(document, edits);
}

function dissolved(document: NetloomDocument, ...ids: readonly string[]): NetloomDocument {
  return applyEdits(document, dissolveNodes(editContextOf(document), new Set(ids)).edits);
}

describe('closing the gap of removed cards', () => {
  it.each(['lenet', 'alexnet'])(
    'leaves the automatic layout of %s to itself, whichever node is removed',
    (name) => {
      const document = readPreset(name);
      for (const { id } of document.nodes) {
        expect(
          [...placesOf(dissolved(document, id)).values()].filter((place) => place !== undefined),
        ).toEqual([]);
      }
    },
  );

  it.each(['down', 'right'] as const)('takes back what an insertion has moved, flowing %s', (flow) => {
    const before = placed({ ...readPreset('lenet'), flow });
    for (const wire of wiresOf(before, null)) {
      const relu = { type: 'relu', label: 'ReLU' };
      const edit = addNode(editContextOf(before), relu, { kind: 'wire', wire });
      const longer = applyEdits(before, edit.edits);
      expect(placesOf(dissolved(longer, ...(edit.select ?? [])))).toEqual(placesOf(before));
    }
  });

  it('closes the gaps of cards far from one another, each by its own height', () => {
    const document = placed(readPreset('lenet'));
    const one = dissolved(dissolved(document, 'sigmoid1'), 'sigmoid3');
    for (const ids of [
      ['sigmoid1', 'sigmoid3'],
      ['sigmoid3', 'sigmoid1'],
    ]) {
      expect(placesOf(dissolved(document, ...ids))).toEqual(placesOf(one));
    }
    expect(placesOf(one).get('output')?.y).toBeLessThan(placesOf(document).get('output')?.y ?? 0);
  });

  it('keeps the spaces that its user has given the cards', () => {
    const document = placed(readPreset('lenet'), 150);
    const without = dissolved(document, 'sigmoid1');
    const shorter: NetloomDocument = {
      ...document,
      nodes: document.nodes.filter(({ id }) => id !== 'sigmoid1'),
    };
    expect(placesOf(without)).toEqual(placesOf(placed(shorter, 150)));
  });

  it('moves nothing onto a card beside the gap', () => {
    const at = (id: string, type: string, position: Position) => ({ id, type, position });
    const document = documentOf(
      [
        at('input', 'input', { x: 0, y: 0 }),
        at('long1', 'relu', { x: 0, y: 100 }),
        at('long2', 'relu', { x: 0, y: 200 }),
        at('short', 'relu', { x: 300, y: 100 }),
        at('add1', 'add', { x: 100, y: 300 }),
      ],
      [
        { from: 'input', to: 'long1' },
        { from: 'long1', to: 'long2' },
        { from: 'long2', to: 'add1' },
        { from: 'input', to: 'short' },
        { from: 'short', to: 'add1' },
      ],
    );
    const long2 = document.nodes[2]?.position?.y ?? 0;
    expect(placesOf(dissolved(document, 'short')).get('add1')?.y).toBeGreaterThan(long2 + 40);
  });

  it('closes the gap of a node that a repair removes', () => {
    const document = placed(readPreset('lenet'));
    const edits = dissolveNodes(editContextOf(readPreset('lenet')), new Set(['pool1'])).edits;
    const repaired = applyEdits(
      document,
      applyFix(editContextOf(document), { code: 'remove', values: {}, edits }, 'Remove pool1').edits,
    );
    expect(placesOf(repaired)).toEqual(placesOf(dissolved(document, 'pool1')));
  });
});
