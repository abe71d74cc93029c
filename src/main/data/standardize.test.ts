import { expect, it } from 'vitest';
import { ColumnStatistics, standardize } from './standardize';

const rows = [
  [1, 10, 0, 5],
  [2, 30, 1, 5],
  [3, 20, 1, 5],
];

function statisticsOf(all: readonly (readonly number[])[]): ColumnStatistics {
  const statistics = new ColumnStatistics(all[0]?.length ?? 0);
  for (const row of all) statistics.add(row);
  return statistics;
}

it('gives columns mean 0 and deviation 1, but for those that are left', () => {
  const standardization = statisticsOf(rows).standardization((column) => column === 2);
  expect(standardization.mean).toEqual([2, 20, 0, 5]);
  expect(standardization.deviation[1]).toBeCloseTo(Math.sqrt(200 / 3), 12);
  const [first] = rows.map((row) => standardize(row, standardization));
  expect(first?.[0]).toBeCloseTo(-Math.sqrt(1.5), 12);
  expect(first?.slice(2)).toEqual([0, 0]);
});

it('does not lose digits to a large mean', () => {
  expect(statisticsOf([[1e9], [1e9 + 1]]).standardization().deviation).toEqual([0.5]);
});
