import { expect, it } from 'vitest';
import { formatList } from './format-list';

it('names one after another, in Chinese with nothing that would need spaces', () => {
  expect(formatList(['bags', 'boots'], 'en')).toBe('bags and boots');
  expect(formatList(['bags', 'boots', 'hats'], 'en')).toBe('bags, boots, and hats');
  expect(formatList(['bags', 'boots'], 'zh-Hant')).toBe('bags、boots');
});
