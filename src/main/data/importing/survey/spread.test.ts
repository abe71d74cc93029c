import { expect, it } from 'vitest';
import { spreadOver, spreadOverClasses } from './spread';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

it('takes items from everywhere in a list', () => {
  expect(spreadOver(numbers(100), 4)).toEqual([0, 25, 50, 75]);
  expect(spreadOver(numbers(3), 4)).toEqual([0, 1, 2]);
});

it('has each class before any has two', () => {
  const items = [...numbers(247).map(() => 0), ...[1, 1, 1], ...numbers(50).map(() => 2)];
  const sample = spreadOverClasses(items, (item) => item, 24);
  const count = (index: number) => sample.filter((item) => item === index).length;
  expect([count(0), count(1), count(2)]).toEqual([8, 3, 8]);
});

it('has one of each of some of the classes where these are very many', () => {
  const sample = spreadOverClasses(numbers(300), (item) => item, 24);
  expect(new Set(sample).size).toBe(24);
  expect(Math.max(...sample)).toBeGreaterThan(280);
});
