import { describe, expect, it } from 'vitest';
import { float32 } from '../../main/trainer/engine/tensor-data';
import { expectClose } from './closeness';

const compare = (actual: number[], expected: number[]) => () =>
  expectClose(float32(actual), float32(expected), 'values');

describe('expectClose', () => {
  it('accepts a difference of 1e-4 of the value', () => {
    expect(compare([1.00009, 2, -3.0002], [1, 2, -3])).not.toThrow();
  });

  it('refuses a larger one, and says where', () => {
    expect(compare([1, 2.0003, -3], [1, 2, -3])).toThrow('values at 1');
  });

  it('measures small values by a tenth of the root mean square', () => {
    expect(compare([10, 0.00009], [10, 0])).toThrow('values at 1');
    expect(compare([10, 0.00006], [10, 0])).not.toThrow();
  });

  it('refuses what is not a number', () => {
    expect(compare([1, Number.NaN], [1, 2])).toThrow('values at 1');
    expect(compare([0, 0], [0, Number.NaN])).toThrow();
  });

  it('refuses another shape', () => {
    expect(() => expectClose(float32([1, 2], [2, 1]), float32([1, 2], [1, 2]), 'values')).toThrow('shape');
  });
});
