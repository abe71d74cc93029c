import { expect, it } from 'vitest';
import { groupSpeed } from './group-speed';

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
