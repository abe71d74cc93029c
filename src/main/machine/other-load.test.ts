import { describe, expect, it } from 'vitest';
import { otherShare, timesOf, watchOtherLoad } from './other-load';

const processor = (user: number, idle: number) => ({ times: { user, nice: 10, sys: 5, idle, irq: 5 } });

describe('the load of other programs', () => {
  it('is what is spent beside this process, of what the processors had', () => {
    const before = timesOf([processor(100, 900), processor(200, 800)]);
    const after = timesOf([processor(600, 1_400), processor(700, 1_300)]);
    // Of 2,000 ms 1,000 were spent, 400 of them here.
    expect(otherShare(before, after, 400)).toBeCloseTo(0.3);
    expect(otherShare(before, after, 1_000)).toBe(0);
    expect(otherShare(before, after, 1_100)).toBe(0);
    expect(otherShare(before, before, 0)).toBe(0);
  });

  it('never is all there is: something was computed here', () => {
    const [before, after] = [timesOf([processor(0, 0)]), timesOf([processor(1_000, 0)])];
    expect(otherShare(before, after, 0)).toBe(0.95);
  });

  it('is a share on this machine', () => {
    const share = watchOtherLoad()();
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThan(1);
  });
});
