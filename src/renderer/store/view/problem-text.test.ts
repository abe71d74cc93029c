import { describe, expect, it } from 'vitest';
import { keepShapesWhole } from './problem-text';

describe('a text with shapes', () => {
  it.each([
    ['does not fit the 28 × 28 × 1 input.', 'does not fit the 28\u00a0×\u00a028\u00a0×\u00a01 input.'],
    ['49 × 16 傳入', '49\u00a0×\u00a016 傳入'],
    ['Received ? × 10', 'Received ?\u00a0×\u00a010'],
    ['height × width × channels', 'height × width × channels'],
  ])('keeps each in one piece: %s', (text, whole) => {
    expect(keepShapesWhole(text)).toBe(whole);
  });
});
