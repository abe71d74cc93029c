import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allReduceSeconds, type Line, replicatedSpeedUp } from './data-parallel';

const gigabit: Line = { bytesPerSecond: 125e6, latencySeconds: 0.0001 };

describe('adding up gradients by a ring', () => {
  it('takes no time alone, and with many machines twice the time of sending the vector once', () => {
    expect(allReduceSeconds(44e6, 1, gigabit)).toBe(0);
    expect(allReduceSeconds(125e6, 2, gigabit)).toBeCloseTo(1.0002, 10);
    const line = { ...gigabit, latencySeconds: 0 };
    expect(allReduceSeconds(125e6, 1_000_000, line)).toBeCloseTo(2, 5);
  });
});

describe('the speed-up of several machines', () => {
  it('is 1 for one machine, and near their number where computing takes long', () => {
    const step = { stepSeconds: 1, gradientBytes: 44e6, line: gigabit };
    expect(replicatedSpeedUp({ ...step, machines: 1 })).toBe(1);
    expect(replicatedSpeedUp({ ...step, stepSeconds: 1_000, machines: 8 })).toBeCloseTo(8, 2);
    // 1 s of computing, and 14/8 of 0.352 s of sending with 14 messages.
    expect(replicatedSpeedUp({ ...step, machines: 8 })).toBeCloseTo(8 / (1 + 0.616 + 0.0014), 10);
  });

  it('never exceeds their number, and grows with the line', () => {
    const positive = { min: 1e-3, max: 1e3, noNaN: true };
    fc.assert(
      fc.property(
        fc.double(positive),
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 256 }),
        (stepSeconds, gradientBytes, machines) => {
          const step = { stepSeconds, gradientBytes, machines };
          const slow = replicatedSpeedUp({ ...step, line: gigabit });
          const fast = replicatedSpeedUp({ ...step, line: { ...gigabit, bytesPerSecond: 1.25e9 } });
          expect(slow).toBeLessThanOrEqual(fast);
          expect(fast).toBeLessThanOrEqual(machines);
        },
      ),
    );
  });
});
