import { expect, it } from 'vitest';
import { formatMoment } from './format-moment';

const noon = new Date(2026, 10, 24, 12, 5).getTime();
const HOUR = 3_600_000;

it('says of a moment no more than what is needed to know it, in an order that nobody mistakes', () => {
  expect(formatMoment(noon, noon + HOUR, 'en')).toBe('12:05');
  expect(formatMoment(noon - 24 * HOUR, noon, 'en')).toBe('Nov 23, 12:05');
  expect(formatMoment(new Date(2025, 2, 4, 0, 9).getTime(), noon, 'en')).toBe('Mar 4, 2025, 00:09');
  expect(formatMoment(noon, noon + HOUR, 'zh-Hant')).toBe('12:05');
  expect(formatMoment(noon - 24 * HOUR, noon, 'zh-Hant')).toBe('11月23日 12:05');
  expect(formatMoment(new Date(2025, 2, 4, 0, 9).getTime(), noon, 'zh-Hant')).toBe('2025年3月4日 00:09');
});
