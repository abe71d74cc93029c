import { expect, it } from 'vitest';
import { addClass, classesIn, emptySets, hasClass } from './class-sets';

it('has its own set for each example, whatever the bounds of bytes', () => {
  const sets = emptySets(3, 11);
  for (const index of [0, 7, 8, 10]) addClass(sets, 1, index);
  addClass(sets, 2, 9);
  // Beyond the classes there are: it must not land in the next example's set.
  addClass(sets, 1, 17);
  expect([0, 1, 2].map((example) => classesIn(sets, example))).toEqual([[], [0, 7, 8, 10], [9]]);
  expect(hasClass(sets, 1, 8)).toBe(true);
  expect(hasClass(sets, 2, 8)).toBe(false);
});
