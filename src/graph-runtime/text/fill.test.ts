import { expect, it } from 'vitest';
import { fill } from './fill';

it('puts values into their places, and leaves places without one as they are', () => {
  expect(fill('{a} of {b}: {a}, {missing}', { a: 1, b: '$& {a}' })).toBe('1 of $& {a}: 1, {missing}');
  expect(fill('{constructor} {toString}', {})).toBe('{constructor} {toString}');
});
