import { expect, it } from 'vitest';
import { formatBytes as formatInApp } from '../../src/graph-runtime/text/format-bytes';
import { formatBytes, formatSeconds } from './terminal.mjs';

it.each([0, 1, 900, 999.6, 3_700, 999_500, 273_812_345, 999_999_999, 1_234_567_890, 5e12])(
  'writes %d bytes as the app does',
  (bytes) => {
    expect(formatBytes(bytes)).toBe(formatInApp(bytes, 'en'));
  },
);

it.each([
  [9.94, '9.9 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [59.6, '1 min 0 s'],
  [119.7, '2 min 0 s'],
  [125, '2 min 5 s'],
])('rounds %d s before it names units', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});
