import { describe, expect, it } from 'vitest';
import { titleShare } from './NodeCard';

const pooling = { title: 'Average pooling', shape: '14 × 14 × 6', id: 'pool1' };

describe('the size of a title on a card', () => {
  it('is whole where everything fits', () => {
    expect(titleShare({ title: 'Dense', shape: '10', id: 'dense3', isLocked: true, frozen: 'all' })).toBe(1);
  });

  it('gives way to the id and to the marks beside it', () => {
    const plain = titleShare(pooling);
    const locked = titleShare({ ...pooling, isLocked: true });
    const both = titleShare({ ...pooling, isLocked: true, frozen: 'all' });
    expect([plain, locked, both]).toEqual([plain, locked, both].sort((a, b) => b - a));
    expect(locked).toBeLessThan(plain);
    expect(both).toBeGreaterThanOrEqual(0.72);
  });

  it('does not become small for a long id alone', () => {
    expect(titleShare({ ...pooling, id: 'pooling_of_the_second_branch' })).toBe(0.8);
  });
});
