import { expect, it } from 'vitest';
import { formatBytes as formatInApp } from '../../src/graph-runtime/text/format-bytes';
import { formatBytes } from './terminal.mjs';

it.each([0, 1, 900, 999.6, 3_700, 999_500, 273_812_345, 999_999_999, 1_234_567_890, 5e12])(
  'writes %d bytes as the app does',
  (bytes) => {
    expect(formatBytes(bytes)).toBe(formatInApp(bytes, 'en'));
  },
);
