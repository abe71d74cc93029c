import { describe, expect, it } from 'vitest';
import { appendTo, groupBy } from './group-by';

describe('groupBy', () => {
  it('keeps the order of the items and of their keys', () => {
    const groups = groupBy([3, 1, 4, 1, 5, 9, 2, 6], (digit) => (digit % 2 === 0 ? 'even' : 'odd'));
    expect([...groups]).toEqual([
      ['odd', [3, 1, 1, 5, 9]],
      ['even', [4, 2, 6]],
    ]);
  });

  it('tells keys apart as a map does', () => {
    const [first, second] = [{}, {}];
    expect(groupBy([first, second, first], (item) => item).get(first)).toHaveLength(2);
  });
});

describe('appendTo', () => {
  it('begins a list, and extends it', () => {
    const lists = new Map<string, number[]>();
    appendTo(lists, 'a', 1);
    appendTo(lists, 'a', 2);
    expect(lists).toEqual(new Map([['a', [1, 2]]]));
  });
});
