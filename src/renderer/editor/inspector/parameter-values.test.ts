import { describe, expect, it } from 'vitest';
import {
  expressionText,
  fieldValue,
  hasExpression,
  readExpressionText,
  readPadding,
  readPair,
  readShape,
  writePadding,
  writePair,
} from './parameter-values';

describe('parameters in the form', () => {
  it('reads and writes pairs', () => {
    expect(readPair(undefined, [3, 3])).toEqual([3, 3]);
    expect(readPair(5, [3, 3])).toEqual([5, 5]);
    expect(readPair([1, 7], [3, 3])).toEqual([1, 7]);
    expect(readPair('=size', [3, 3])).toBeNull();
    expect(readPair([1, '=size'], [3, 3])).toBeNull();
    expect(writePair(3, 3)).toBe(3);
    expect(writePair(1, 7)).toEqual([1, 7]);
  });

  it('gives every padding back as it was written', () => {
    for (const value of ['same', 'valid', 2, [1, 2], [1, 2, 3, 4]]) {
      const read = readPadding(value, 'valid');
      expect(read === null ? null : writePadding(read)).toEqual(value);
    }
    expect(readPadding(undefined, 'same')).toEqual({ mode: 'same', sides: [0, 0, 0, 0] });
    expect(readPadding('=padding', 'same')).toBeNull();
  });

  it('reads shapes', () => {
    expect(readShape(undefined, [28, 28, 1])).toEqual([28, 28, 1]);
    expect(readShape([224, 224, '=channels'], [28, 28, 1])).toBeNull();
  });

  it('shows and reads expressions, also in lists', () => {
    expect(expressionText('=filters * 4')).toBe('filters * 4');
    expect(expressionText([224, 224, '=channels'])).toBe('224, 224, channels');
    expect(readExpressionText('224, 224, channels', 'shape')).toEqual([224, 224, '=channels']);
    expect(readExpressionText('max(a, b), 2', 'pair')).toEqual(['=max(a, b)', 2]);
    expect(readExpressionText('filters * 4', 'integer')).toBe('=filters * 4');
    expect(readExpressionText(' 12 ', 'integer')).toBe(12);
    expect(hasExpression([3, '=size'])).toBe(true);
    expect(hasExpression([3, 3])).toBe(false);
  });

  it('says when several nodes differ', () => {
    const node = (filters?: number) => ({
      id: 'a',
      type: 'conv2d',
      ...(filters === undefined ? {} : { parameters: { filters } }),
    });
    expect(fieldValue([node(6), node(6)], 'filters')).toEqual({ value: 6, isMixed: false, isSet: true });
    expect(fieldValue([node(6), node(16)], 'filters')).toEqual({
      value: undefined,
      isMixed: true,
      isSet: true,
    });
    expect(fieldValue([node(), node()], 'filters')).toEqual({
      value: undefined,
      isMixed: false,
      isSet: false,
    });
  });
});
