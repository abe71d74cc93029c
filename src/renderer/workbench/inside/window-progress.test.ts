import { describe, expect, it } from 'vitest';
import type { WindowStep } from '../../../contract/contract';
import { isPadding, progressOf, termCount } from './window-progress';

const map = { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) };
/** A window of 1 × 2 over two channels; its first tap lies in the padding. */
const step: WindowStep = {
  step: 0,
  operation: 'sum',
  shape: [2, 2, 1],
  ...{ row: 0, column: 0, channel: 0, rows: [0], columns: [null, 0] },
  ...{ channels: [0, 1], input: 0 },
  patch: Float32Array.of(0, 0, 3, -5),
  kernel: Float32Array.of(7, 7, 2, 0.5),
  mix: null,
  bias: 1,
  divisor: null,
  computed: 4.5,
  value: 4.5,
  inputMap: map,
  outputMap: map,
};

describe('the progress of one number', () => {
  it('adds one channel after another', () => {
    expect(termCount(step)).toBe(4);
    expect([0, 1, 2, 3, 4].map((at) => progressOf(step, at).total)).toEqual([0, 0, 6, 6, 3.5]);
    expect(progressOf(step, 2)).toMatchObject({ channel: 0, tap: 1, value: 3, factor: 2, isComplete: false });
    expect(progressOf(step, 3)).toMatchObject({ channel: 1, tap: 0 });
    expect(progressOf(step, 4)).toMatchObject({ channel: 1, tap: null, isComplete: true });
  });

  it('knows the padding, which never is the largest', () => {
    expect([0, 1].map((tap) => isPadding(step, tap))).toEqual([true, false]);
    const max: WindowStep = {
      ...step,
      operation: 'max',
      channels: [0],
      patch: Float32Array.of(0, -5),
      kernel: null,
      bias: null,
    };
    expect(progressOf(max, 1).total).toBe(Number.NEGATIVE_INFINITY);
    expect(progressOf(max, 2).total).toBe(-5);
  });

  it('mixes the sums of channels, each when it is complete', () => {
    const mixed: WindowStep = { ...step, mix: Float32Array.of(10, -2) };
    expect([0, 1, 2, 3, 4].map((at) => progressOf(mixed, at).total)).toEqual([0, 0, 60, 60, 65]);
    expect([1, 2, 3, 4].map((at) => progressOf(mixed, at).channelSum)).toEqual([0, 6, 0, -2.5]);
  });
});
