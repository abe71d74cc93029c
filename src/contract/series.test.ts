import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Series } from './series';

it('is a value: appending to a series twice gives two series, and leaves it unchanged', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer()),
      fc.array(fc.integer()),
      fc.array(fc.integer()),
      (items, one, other) => {
        const start = Series.of(items);
        const [first, second] = [one, other].map((more) =>
          more.reduce((series, item) => series.append(item), start),
        );
        expect([...start]).toEqual(items);
        expect(first?.toArray()).toEqual([...items, ...one]);
        expect(second?.toArray()).toEqual([...items, ...other]);
        expect(second?.last).toBe([...items, ...other].at(-1));
      },
    ),
  );
});

it('copies nothing as it grows', () => {
  let series = Series.of<number>();
  for (let item = 0; item < 1_000_000; item += 1) series = series.append(item);
  expect(series.length).toBe(1_000_000);
  expect(series.toArray()).toBe(series.toArray());
});

it('keeps the first item and the newest within its limit, and thins out the older ones evenly', () => {
  let series = Series.of<number>();
  for (let item = 0; item <= 1_000; item += 1) {
    series = series.append(item, 64);
    expect(series.length).toBeLessThanOrEqual(64);
    expect([series.toArray()[0], series.last]).toEqual([0, item]);
  }
  const gaps = series.toArray().flatMap((item, at, all) => (at === 0 ? [] : [item - (all[at - 1] ?? 0)]));
  expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
});

it('ends where an item is refused', () => {
  const series = Series.of([1, 2, 3, 4]);
  expect([...series.takeWhile((item) => item < 3)]).toEqual([1, 2]);
  expect(series.takeWhile((item) => item < 9)).toBe(series);
});
