import { describe, expect, it } from 'vitest';
import { formatAccuracy, formatCount, formatDuration, formatLoss, formatRate } from './figures';

describe('durations', () => {
  it.each([
    [0, '0 sec'],
    [8.4, '8 sec'],
    [59.4, '59 sec'],
    [59.6, '1 min'],
    [185, '3 min 5 sec'],
    [3_599.7, '1 hr'],
    [7_830, '2 hr 11 min'],
    [86_399, '24 hr'],
    [100_000, '1 day 4 hr'],
  ])('%f s is %s', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text);
  });

  it('has a decimal where a second is much', () => {
    expect(formatDuration(3.14, 'en', true)).toBe('3.1 sec');
    expect(formatDuration(31.4, 'en', true)).toBe('31 sec');
  });

  it('is written in Chinese', () => {
    expect(formatDuration(185, 'zh-Hant')).toMatch(/^3 ?分鐘? 5 ?秒$/);
  });

  it('is a dash when it is not known', () => {
    expect(formatDuration(Number.NaN, 'en')).toBe('–');
    expect(formatDuration(Number.POSITIVE_INFINITY, 'en')).toBe('–');
  });
});

describe('other figures', () => {
  it('groups digits of counts and keeps small rates readable', () => {
    expect(formatCount(19_640.4, 'en')).toBe('19,640');
    expect(formatCount(38.42, 'en')).toBe('38.4');
    expect(formatCount(0.524, 'en')).toBe('0.524');
  });

  it('shows accuracies exactly for ten thousand images', () => {
    expect(formatAccuracy(0.7513, 'en')).toBe('75.13%');
    expect(formatAccuracy(1, 'zh-Hant')).toBe('100.00%');
  });

  it('shows losses with what they have to say', () => {
    expect(formatLoss(1.750_04)).toBe('1.7500');
    expect(formatLoss(0.000_012_34)).toBe('1.234e-5');
    expect(formatLoss(Number.NaN)).toBe('–');
  });

  it('shows learning rates without rows of zeros', () => {
    expect(formatRate(0.9, 3)).toBe('0.9');
    expect(formatRate(0.000_300_04, 3)).toBe('0.0003');
    expect(formatRate(0.000_002_223, 3)).toBe('2.22e-6');
    expect(formatRate(0, 3)).toBe('0');
  });
});
