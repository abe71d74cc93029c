import { expect, it } from 'vitest';
import { ProgressMeter } from './progress-meter';

it('shows how long is left by the speed of the last seconds', () => {
  let now = 0;
  const meter = new ProgressMeter(1_000, () => now);
  expect(meter.progress('decoding')).toMatchObject({ done: 0, examplesPerSecond: null, secondsLeft: null });
  // Slow at first, ten times as fast later.
  for (let second = 1; second <= 20; second += 1) {
    now = second * 1_000;
    for (let count = second <= 10 ? 5 : 50; count > 0; count -= 1) meter.count(count % 5 === 0);
    meter.progress('decoding');
  }
  expect(meter.progress('decoding')).toEqual({
    stage: 'decoding',
    done: 550,
    total: 1_000,
    skipped: 110,
    examplesPerSecond: 50,
    secondsLeft: 9,
  });
});

it('says nothing before there is anything to say', () => {
  let now = 0;
  const meter = new ProgressMeter(10, () => now);
  meter.count(false);
  now = 100;
  expect(meter.progress('decoding').secondsLeft).toBeNull();
});
