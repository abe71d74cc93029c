import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredCells, largestFittingKernel, paddingSides, windowAxis, windowOver } from './window';

/**
 * Starts of all windows, found by trying. A window must not hang over the padded input; when rounding up, it may by less than a
 * stride, but must begin before the padding after the input.
 */
function startsByTrying(
  input: number,
  effective: number,
  stride: number,
  [before, after]: readonly [number, number],
  ceilMode: boolean,
): number[] {
  const starts: number[] = [];
  for (let start = 0; start < input + before + after; start += stride) {
    const overhang = start + effective - (input + before + after);
    const isAllowed = ceilMode ? overhang < stride && start < input + before : overhang <= 0;
    if (isAllowed) starts.push(start);
  }
  return starts;
}

const axes = fc.record({
  input: fc.integer({ min: 1, max: 40 }),
  kernel: fc.integer({ min: 1, max: 7 }),
  stride: fc.integer({ min: 1, max: 5 }),
  dilation: fc.integer({ min: 1, max: 3 }),
  before: fc.integer({ min: 0, max: 6 }),
  after: fc.integer({ min: 0, max: 6 }),
  ceilMode: fc.boolean(),
});

describe('window arithmetic', () => {
  it('counts the positions that trying finds', () => {
    fc.assert(
      fc.property(axes, ({ input, kernel, stride, dilation, before, after: most, ceilMode }) => {
        const effective = dilation * (kernel - 1) + 1;
        // Only pooling rounds up, and its padding is smaller than its window.
        const after = ceilMode ? Math.min(most, effective - 1) : most;
        const axis = windowAxis(input, kernel, stride, dilation, [before, after], ceilMode);
        const starts = startsByTrying(input, effective, stride, [before, after], ceilMode);
        expect(axis.output).toBe(starts.length);
        const end = (starts[starts.length - 1] ?? Number.NEGATIVE_INFINITY) + effective;
        expect(axis.overhang).toBe(Math.max(0, end - input - before - after));
      }),
      { numRuns: 2000 },
    );
  });

  it("gives 'same' padding ⌈input / stride⌉ positions, the odd cell at the end", () => {
    fc.assert(
      fc.property(axes, ({ input, kernel, stride, dilation }) => {
        const axis = windowAxis(input, kernel, stride, dilation, 'same', false);
        expect(axis.output).toBe(Math.ceil(input / stride));
        expect([0, 1]).toContain(axis.after - axis.before);
        expect(axis.overhang).toBe(0);
        // The same numbers given explicitly are the same window.
        const explicit = windowAxis(input, kernel, stride, dilation, [axis.before, axis.after], false);
        expect(explicit).toEqual(axis);
      }),
    );
  });

  it('counts the cells that each position covers', () => {
    fc.assert(
      fc.property(axes, fc.boolean(), ({ input, kernel, stride, before, after, ceilMode }, countPadding) => {
        const axis = windowAxis(input, kernel, stride, 1, [before, after], ceilMode);
        const cells = [
          ...Array<number>(before).fill(Number(countPadding)),
          ...Array<number>(input).fill(1),
          ...Array<number>(after).fill(Number(countPadding)),
        ];
        const sums = Array.from({ length: axis.output }, (_, position) =>
          cells.slice(position * stride, position * stride + kernel).reduce((sum, cell) => sum + cell, 0),
        );
        expect(coveredCells(axis, countPadding)).toEqual(sums);
      }),
    );
  });

  it('names the largest kernel that fits', () => {
    fc.assert(
      fc.property(axes, ({ input, kernel, stride, dilation, before, after }) => {
        const axis = windowAxis(input, kernel, stride, dilation, [before, after], false);
        const largest = largestFittingKernel(axis);
        const fits = (size: number) =>
          windowAxis(input, size, stride, dilation, [before, after], false).output >= 1;
        expect(fits(largest)).toBe(true);
        expect(fits(largest + 1)).toBe(false);
      }),
    );
  });

  it('rounds up as PyTorch does: a last window must begin inside the input or the padding before it', () => {
    // 12 cells, window 3, stride 2: the sixth window hangs over by one cell.
    expect(windowAxis(12, 3, 2, 1, [0, 0], true)).toMatchObject({ output: 6, overhang: 1 });
    // A window of 1 with stride 2 over 4 cells would begin after the input: it is dropped.
    expect(windowAxis(4, 2, 2, 1, [1, 1], true)).toMatchObject({ output: 3, overhang: 0 });
    expect(windowAxis(3, 1, 2, 1, [0, 1], true)).toMatchObject({ output: 2, overhang: 0 });
    // A window of 3 over 2 cells hangs over by one, less than the stride of 2.
    expect(windowAxis(2, 3, 2, 1, [0, 0], true)).toMatchObject({ output: 1, overhang: 1 });
    expect(windowAxis(2, 3, 1, 1, [0, 0], true)).toMatchObject({ output: 0 });
  });
});

describe('padding', () => {
  it('reads every form', () => {
    expect(paddingSides('valid')).toEqual({ top: 0, bottom: 0, left: 0, right: 0 });
    expect(paddingSides(2)).toEqual({ top: 2, bottom: 2, left: 2, right: 2 });
    expect(paddingSides([1, 3])).toEqual({ top: 1, bottom: 1, left: 3, right: 3 });
    expect(paddingSides([1, 2, 3, 4])).toEqual({ top: 1, bottom: 2, left: 3, right: 4 });
  });

  it('applies the sides to their axes', () => {
    const settings = { kernel: [3, 3], strides: [1, 1], padding: [1, 2, 3, 4] } as const;
    const window = windowOver([10, 20, 3], settings);
    expect(window.height).toMatchObject({ input: 10, before: 1, after: 2, output: 11 });
    expect(window.width).toMatchObject({ input: 20, before: 3, after: 4, output: 25 });
  });
});
