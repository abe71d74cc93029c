import { expect, it } from 'vitest';
import { inStoredOrder } from './example-order';

const order = (...paths: readonly (string | null)[]) =>
  inStoredOrder(paths.map((path) => ({ path, split: null, stratum: 0 }))).map(({ path }) => path);

it('mixes classes whose files are numbered alike', () => {
  expect(order('cat/1.png', 'cat/2.png', 'dog/1.png', 'dog/2.png')).toEqual([
    'cat/1.png',
    'dog/1.png',
    'cat/2.png',
    'dog/2.png',
  ]);
});

it('brings files back into the order of their numbers, with leading zeros or without', () => {
  expect(order('0/00010.png', '0/00012.png', '1/00002.png', '9/00011.png')).toEqual([
    '1/00002.png',
    '0/00010.png',
    '9/00011.png',
    '0/00012.png',
  ]);
  expect(order('a/img10.png', 'a/img100.png', 'a/img9.png')).toEqual([
    'a/img9.png',
    'a/img10.png',
    'a/img100.png',
  ]);
});

it('leaves the order of a list as it is', () => {
  expect(order('b/1.png', 'a/2.png', 'c/0.png')).toEqual(['b/1.png', 'a/2.png', 'c/0.png']);
  expect(order(null, null)).toEqual([null, null]);
});

it('does not depend on how a name is composed', () => {
  const composed = order('a/é1.png'.normalize('NFC'), 'b/é2.png'.normalize('NFD'));
  expect(composed.map((path) => path?.slice(0, 1))).toEqual(['a', 'b']);
});

it('has classes take turns that names keep in blocks, and lists that are sorted by class', () => {
  const block = (name: string, stratum: number, isFile: boolean) =>
    Array.from({ length: 30 }, (_, at) => ({
      path: isFile ? `${name}/${name}-${100 + at}.png` : null,
      split: null,
      stratum,
    }));
  for (const isFile of [true, false]) {
    const stored = inStoredOrder([...block('cat', 0, isFile), ...block('dog', 1, isFile)]);
    expect(stored.slice(0, 10).map(({ stratum }) => stratum)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
  }
});

it('leaves a list as it is whose classes are mixed', () => {
  const list = Array.from({ length: 90 }, (_, at) => ({ path: null, split: null, stratum: (at * 7) % 3 }));
  expect(inStoredOrder(list)).toBe(list);
});
