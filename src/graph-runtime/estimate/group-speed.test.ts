import { expect, it } from 'vitest';
import { forecastGroup, groupSpeed } from './group-speed';

const GIGABIT = 1e9;

it('is that of all machines where hardly anything travels', () => {
  const work = { stepSeconds: 10, gradientBytes: 1_000, machines: 4, lineBits: GIGABIT };
  expect(groupSpeed(work).factor).toBeCloseTo(4, 1);
});

it('counts the gradients of each other machine twice, once for its piece and once for its sums', () => {
  // 125 MB over 1 Gb/s take 1 s; of two machines, each sends its half to the other, and then the sums of that half.
  const { factor, sumSeconds } = groupSpeed({
    stepSeconds: 2,
    gradientBytes: 125e6,
    machines: 2,
    lineBits: GIGABIT,
  });
  expect(sumSeconds).toBeCloseTo(1, 2);
  expect(factor).toBeCloseTo(1, 2);
});

it('may be slower than one machine', () => {
  const work = { stepSeconds: 0.01, gradientBytes: 45e6, machines: 2, lineBits: GIGABIT };
  expect(groupSpeed(work).factor).toBeLessThan(0.1);
});

it('of a network goes by the gradients of what learns, and is not worth it below 1.2', () => {
  const forecast = (trainableParameters: number, line = 1) =>
    forecastGroup({ trainableParameters, stepSeconds: 1, machines: 2, line });
  // 10 million numbers are 40 MB: 0.32 s over 1 Gb/s.
  const large = forecast(10e6);
  expect(large).toMatchObject({ gradientBytes: 40e6, isWorthwhile: true });
  expect(large.factor).toBeCloseTo(1 / (0.5 + 0.32), 1);
  expect(forecast(20e6).isWorthwhile).toBe(false);
  expect(forecast(20e6, 10).isWorthwhile).toBe(true);
});
