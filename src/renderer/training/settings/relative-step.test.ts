import { describe, expect, it } from 'vitest';
import { moveItem } from './move-item';
import { relativeStep } from './relative-step';

describe('relativeStep', () => {
  it.each([
    [0.9, 0.01],
    [0.05, 0.001],
    [1, 0.1],
    [1e-8, 1e-9],
    [0, 0.01],
  ])('of %f is %f', (value, step) => {
    expect(relativeStep(value)).toBeCloseTo(step, 12);
  });
});

describe('moveItem', () => {
  it('moves one up or down, and none beyond the ends', () => {
    expect(moveItem(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moveItem(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
    expect(moveItem(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moveItem(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });
});
