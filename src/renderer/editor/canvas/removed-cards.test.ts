import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { nodeSize } from '../../store/document/node-size';
import { dissolveNodes } from '../../store/edits/remove-nodes';
import { documentOf, editContextOf, readPreset } from '../../store/testing/documents';
import { placeNames, textWidth } from './name-places';
import { removedParts } from './removed-cards';

const before = readPreset('lenet');
const shorten = (ids: readonly string[]) =>
  applyEdits(before, dissolveNodes(editContextOf(before), new Set(ids)).edits);
const boxesOf = (document: typeof before) => {
  const { positions } = editContextOf(document);
  return document.nodes.map((node) => {
    const place = positions.get(node.id) ?? { x: 0, y: 0 };
    return { id: node.id, ...place, ...nodeSize(document, node, 'down') };
  });
};

describe('cards that a network does not have any more', () => {
  it.each([[['sigmoid4', 'dense2']], [['conv1', 'sigmoid2', 'dense3']], [['pool1']]])(
    'of %s are beside the others, and no name of either lies on a card',
    (ids) => {
      const document = shorten(ids);
      const boxes = boxesOf(document);
      const { cards, wires } = removedParts(before, { document, scope: null, boxes }, 'en');
      expect(cards.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect(wires.length).toBeGreaterThanOrEqual(ids.length);
      const all = [...boxes.map((box) => ({ ...box, name: 'Average pooling' })), ...cards];
      // From letters smaller than a card to larger ones.
      for (const size of [12, 24, 48, 96]) {
        for (const { x, y, name } of placeNames(all, size)) {
          const [right, top] = [x + textWidth(name) * size, y - size * 0.7];
          const under = all.filter(
            (card) => card.x < right && x < card.x + card.width && card.y < y && top < card.y + card.height,
          );
          expect(under).toEqual([]);
        }
      }
    },
  );

  it('are none in a scope that has not changed', () => {
    const empty = documentOf([{ id: 'input', type: 'input' }], []);
    expect(removedParts(empty, { document: empty, scope: null, boxes: [] }, 'en')).toEqual({
      cards: [],
      wires: [],
    });
  });
});
