import { expect, it } from 'vitest';
import { fieldBox } from './field-box';

it('is the smallest rectangle around what is marked', () => {
  const places = Uint8Array.of(0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0);
  expect(fieldBox(places, 4)).toEqual({ row: 1, column: 1, height: 2, width: 3 });
  expect(fieldBox(new Uint8Array(4), 2)).toEqual({ row: 0, column: 0, height: 0, width: 0 });
});
