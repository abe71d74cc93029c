import { expect, it } from 'vitest';
import { withShortDecimals } from './describe-node';

it('shortens what an expression has computed, and nothing that was written by hand', () => {
  expect(withShortDecimals('dropRate 0.01764705882352941, filters 192')).toBe(
    'dropRate 0.01765, filters 192',
  );
  expect(withShortDecimals('0.3333333333333333, 0.6666666666666666')).toBe('0.3333, 0.6667');
  for (const text of ['3×3, stride 2', '0.000001', '0.9999', 'β = 0.25', 'A · Bᵀ / √k', '123456']) {
    expect(withShortDecimals(text)).toBe(text);
  }
});
