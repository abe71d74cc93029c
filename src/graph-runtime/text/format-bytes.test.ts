import { expect, it } from 'vitest';
import { formatBytes } from './format-bytes';
import { LANGUAGES } from './text';

it.each([
  [0, '0 B'],
  [1, '1 B'],
  [900, '900 B'],
  [999.6, '1 kB'],
  [3_700, '3.7 kB'],
  [850_000, '850 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [312_400_000, '312 MB'],
  [3_240_000_000, '3.24 GB'],
  [85_520_809_984, '85.5 GB'],
  [999_999_999_999, '1 TB'],
  [12_345_000_000_000_000, '12,300 TB'],
  [Number.NaN, '–'],
  [Number.POSITIVE_INFINITY, '–'],
])('writes %d as %s, in both languages', (bytes, text) => {
  for (const language of LANGUAGES) expect(formatBytes(bytes, language)).toBe(text);
});
