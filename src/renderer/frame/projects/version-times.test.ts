import { describe, expect, it } from 'vitest';
import type { ProjectVersion } from '../../../contract/contract';
import { formatDay, groupByDay } from './version-times';

const HOUR = 3_600_000;
const noon = new Date(2026, 10, 24, 12).getTime();
const words = { today: 'Today', yesterday: 'Yesterday' };

describe('times of versions', () => {
  it('are grouped by day', () => {
    expect(formatDay(noon - HOUR, noon, 'en', words)).toBe('Today');
    expect(formatDay(noon - 24 * HOUR, noon, 'en', words)).toBe('Yesterday');
    expect(formatDay(noon - 48 * HOUR, noon, 'en', words)).toContain('November 22, 2026');
    expect(formatDay(noon - 48 * HOUR, noon, 'zh-Hant', words)).toContain('2026年11月22日');
  });

  it('group versions by their day and keep their order', () => {
    const versions = [noon, noon - HOUR, noon - 24 * HOUR].map(
      (savedAt): ProjectVersion => ({
        id: String(savedAt),
        savedAt,
        bytes: 1,
        nodeCount: 1,
        difference: null,
      }),
    );
    expect(groupByDay(versions).map((group) => group.length)).toEqual([2, 1]);
    expect(groupByDay([])).toEqual([]);
  });
});
