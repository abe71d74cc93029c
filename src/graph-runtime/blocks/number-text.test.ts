import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainNumber, readFieldNumber, readNumber, withUsualSigns } from './number-text';

describe('readNumber', () => {
  it.each([
    ['64', 64],
    ['1/8', 0.125],
    ['2^-3', 0.125],
    ['2**-3', 0.125],
    ['28*28', 784],
    [' 28 * 28 ', 784],
    ['1e-3', 0.001],
    ['=3e2', 300],
    ['+5', 5],
    ['5.', 5],
    ['.5', 0.5],
    ['0.1 * 3', 0.3],
    ['60,000', 60_000],
    ['1,234,567.5', 1_234_567.5],
    ['(1 + 2) * 3', 9],
    ['max(8, 3)', 8],
    ['１／８', 0.125],
    ['２８×２８', 784],
    ['6 ÷ 4', 1.5],
    ['−3', -3],
  ])('%s is %d', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each(['', 'abc', '12f', '1/', '1,2', '1.2.3', '5 0', "'a'", 'true', '3²'])('%s is none', (text) => {
    expect(readNumber(text)).toBeNull();
  });

  it('reads every number that it is given', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // As a text, zero has no sign.
        expect(readNumber(String(value))).toBe(value + 0);
      }),
    );
  });
});

describe('readFieldNumber', () => {
  const problemOf = (text: string) => {
    const reading = readFieldNumber(text, { minimum: 1, maximum: 1_000, isWhole: true });
    return reading.ok ? null : reading.problem;
  };

  it('says what is wrong, and what would be right', () => {
    expect(problemOf('28*28')).toBeNull();
    expect(problemOf('filters')).toEqual({ reason: 'unreadable' });
    expect(problemOf('1/0')).toEqual({ reason: 'notFinite' });
    expect(problemOf('1/8')).toEqual({ reason: 'tooSmall', value: 0.125, limit: 1 });
    expect(problemOf('2^12')).toEqual({ reason: 'tooLarge', value: 4_096, limit: 1_000 });
    expect(problemOf('10/4')).toEqual({ reason: 'notWhole', value: 2.5 });
  });
});

it('a number on its way is plain; a sign only where there are negative numbers', () => {
  for (const text of ['', '1', '12.', '.5', '-', '-3']) expect(isPlainNumber(text)).toBe(true);
  for (const text of ['-', '1-', 'e', '1e', '1/', '1.2.', ' ']) expect(isPlainNumber(text, 0)).toBe(false);
});

it('an expression keeps its names', () => {
  expect(withUsualSigns('filters^2')).toBe('filters**2');
});
