import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { formatDate, formatFixedMoment, formatLongMoment, formatMoment, formatTime } from './moment';

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

it('has the same months and the same clock in all its forms', () => {
  const time = noon + 9_000;
  expect(formatFixedMoment(time, 'en')).toBe('Nov 24, 12:05:09');
  expect(formatFixedMoment(time, 'zh-Hant')).toBe('11月24日 12:05:09');
  expect(formatTime(time, 'en')).toBe('12:05:09');
  expect(formatDate(time, 'en')).toBe('Tuesday, November 24, 2026');
  expect(formatLongMoment(time, 'en')).toMatch(/^November 24, 2026( at|,) 12:05$/);
  expect(formatLongMoment(time, 'zh-Hant')).toBe('2026年11月24日 12:05');
  for (const midnight of [formatTime, formatFixedMoment, formatLongMoment]) {
    expect(midnight(new Date(2026, 10, 24).getTime(), 'en')).toContain('00:00');
  }
});

it('is the only place that writes dates', () => {
  const renderer = path.resolve(import.meta.dirname, '..');
  const others = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .filter((file) =>
      /DateTimeFormat\(|toLocale(Date|Time)String/.test(readFileSync(path.join(renderer, file), 'utf8')),
    );
  expect(others).toEqual([path.join('messages', 'moment.ts')]);
});
