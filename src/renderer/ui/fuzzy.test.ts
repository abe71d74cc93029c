import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyMatch, fuzzySearch } from './fuzzy';

const layers = [
  { label: 'Conv2D', keywords: ['conv2d', '二維卷積'] },
  { label: 'Depthwise Conv2D', keywords: ['depthwiseConv2d'] },
  { label: 'Batch normalization', keywords: ['batchNormalization', 'bn'] },
  { label: 'Max pooling', keywords: ['maxPooling2d'] },
  { label: 'Average pooling', keywords: ['averagePooling2d'] },
  { label: 'Softmax', keywords: ['softmax'] },
];
const find = (query: string) => fuzzySearch(query, layers).map((result) => result.item.label);

describe('fuzzy search', () => {
  it('finds by the beginning, by initials and by parts of words', () => {
    expect(find('conv')[0]).toBe('Conv2D');
    expect(find('bn')[0]).toBe('Batch normalization');
    expect(find('mp')[0]).toBe('Max pooling');
    expect(find('avg')[0]).toBe('Average pooling');
    expect(find('dwc')[0]).toBe('Depthwise Conv2D');
  });

  it('finds by a name in another language', () => {
    expect(find('卷積')).toEqual(['Conv2D']);
  });

  it('prefers letters side by side to scattered ones', () => {
    expect(find('max')[0]).toBe('Max pooling');
    expect(find('softmax')).toEqual(['Softmax']);
  });

  it('marks the letters that matched', () => {
    expect(fuzzyMatch('c2d', 'Conv2D')?.positions).toEqual([0, 4, 5]);
  });

  it('finds first what is called exactly that', () => {
    const items = [
      { label: 'convBlock1', keywords: ['convBlock'] },
      { label: 'convBlock1/conv1', keywords: ['Conv2D', 'conv1'] },
      { label: 'conv10' },
    ];
    expect(fuzzySearch('conv1', items)[0]?.item.label).toBe('convBlock1/conv1');
  });

  it('finds first what begins with exactly that word', () => {
    const maximum = { label: 'Maximum', keywords: ['Max'] };
    expect(fuzzySearch('max', [maximum, ...layers])[0]?.item.label).toBe('Max pooling');
    expect(fuzzySearch('maxi', [maximum, ...layers])[0]?.item).toBe(maximum);
  });

  it('keeps the order and everything for an empty query', () => {
    expect(find(' ')).toEqual(layers.map((layer) => layer.label));
  });

  it('finds nothing that does not exist', () => {
    expect(find('xyz')).toEqual([]);
  });

  it('matches exactly when the letters occur in order, and marks those letters', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'C', '-', '1'), maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (query, text) => {
        const match = fuzzyMatch(query, text);
        let at = 0;
        for (const letter of text.toLowerCase()) if (letter === query.toLowerCase().charAt(at)) at += 1;
        expect(match !== null).toBe(at === query.length);
        if (match === null) return;
        const marked = match.positions.map((position) => text.charAt(position).toLowerCase()).join('');
        expect(marked).toBe(query.toLowerCase());
        expect([...match.positions]).toEqual([...new Set(match.positions)].sort((a, b) => a - b));
      }),
    );
  });
});
