import { describe, expect, it } from 'vitest';
import { documentOf, readPreset } from '../testing/documents';
import { presentationOrder } from './presentation';

const relu = (id: string) => ({ id, type: 'relu' });

describe('the order in which nodes are presented', () => {
  it.each(['lenet', 'googlenet', 'resnet-152'])(
    'of %s has every node once, after all that feeds it',
    (name) => {
      const document = readPreset(name);
      const order = presentationOrder(document, null);
      expect([...order].sort()).toEqual(document.nodes.map(({ id }) => id).sort());
      for (const { from, to } of document.edges) {
        const [source = '', target = ''] = [from, to].map((end) => end.split(':')[0] ?? '');
        expect(order.indexOf(source)).toBeLessThan(order.indexOf(target));
      }
    },
  );

  it('is that of the document where there is a cycle', () => {
    const document = documentOf(
      [relu('a'), relu('b')],
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    );
    expect(presentationOrder(document, null)).toEqual(['a', 'b']);
  });
});
