import { describe, expect, it } from 'vitest';
import { pathOfBoxes } from './node-paths';

const box = { x: 10, y: 20, width: 100, height: 50 };

describe('the path of boxes', () => {
  it('goes around each of them', () => {
    expect(pathOfBoxes([box, { ...box, x: -5 }])).toBe('M10,20h100v50h-100zM-5,20h100v50h-100z');
  });

  it('grows by a ring', () => {
    expect(pathOfBoxes([box], { grown: 14 })).toBe('M-4,6h128v78h-128z');
  });

  it('has corners no rounder than a box allows', () => {
    expect(pathOfBoxes([{ ...box, height: 8 }], { radius: 12 })).toContain('a4,4 ');
  });
});
