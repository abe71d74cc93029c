import { expect, it } from 'vitest';
import { formatAbout } from './format-about';

it.each([
  [0.4, '1 sec'],
  [2.2, '2 sec'],
  [11, '10 sec'],
  [62, '60 sec'],
  [100, '2 min'],
  [8 * 60 + 20, '8 min'],
  [43 * 60, '45 min'],
  [95 * 60, '1.5 hr'],
  [42_100, '12 hr'],
  [3 * 86_400 + 7_000, '3 days'],
  [40 * 3_600, '1.5 days'],
])('an estimate of %f s reads %s', (seconds, text) => {
  expect(formatAbout(seconds, 'en')).toBe(text);
});

it('is written in Chinese', () => {
  expect(formatAbout(42_100, 'zh-Hant')).toMatch(/^12 ?小時$/);
});
