import { expect, it } from 'vitest';
import { formatSeconds } from './figures';

it.each([
  [0.0131, '13.1 ms'],
  [0.099_96, '0.10 s'],
  [9.996, '10.0 s'],
  [59.96, '1:00 min'],
  [125, '2:05 min'],
])('rounds %d s before it chooses a unit', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});
