import { expect, it } from 'vitest';
import { inStoredOrder } from './example-order';

const order = (...paths: readonly (string | null)[]) =>
  inStoredOrder(paths.map((path) => ({ path }))).map(({ path }) => path);

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
