import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExpressionValue, evaluateExpression } from './expression';

const scope = new Map<string, ExpressionValue>([
  ['filters', 64],
  ['growth', 32],
  ['projection', true],
  ['activation', 'relu'],
  ['ratio', 0.25],
  ['widths', [16, 32, 64]],
  ['index', 2],
]);

function value(source: string): ExpressionValue {
  const result = evaluateExpression(source, scope);
  if (!result.ok) throw new Error(`${source}: ${result.diagnostic.code}`);
  return result.value;
}

function mistake(source: string): string {
  const result = evaluateExpression(source, scope);
  return result.ok ? `gave ${result.value}` : result.diagnostic.code;
}

describe('evaluateExpression', () => {
  it.each<[string, ExpressionValue]>([
    ['filters * 4', 256],
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['2 ** 3 ** 2', 512],
    ['-2 ** 2', -4],
    ['2 ** -1', 0.5],
    ['-filters + 1', -63],
    ['- -3', 3],
    ['7 % 4', 3],
    ['1.5e2 + .5', 150.5],
    ['filters / 2 >= growth', true],
    ['1 < 2 == true', true],
    ['filters != growth && projection', true],
    ['!projection || growth', true],
    ['projection ? 2 : 1', 2],
    ['filters > 100 ? 1 : filters > 50 ? 2 : 3', 2],
    ["activation == 'relu'", true],
    ['activation == "relu"', true],
    ["projection ? 'same' : 'valid'", 'same'],
    ['floor(2.7) + ceil(2.1) + abs(-2)', 7],
    ['round(2.5) + round(-2.5)', 0],
    ['min(3, filters, 8) + max(1, 2)', 5],
    ['max(8, floor(filters * ratio / 8 + 0.5) * 8)', 16],
    ['0 * -1', 0],
    ['widths[index]', 64],
    ['-widths[0] * 2 + widths[index - 1]', 0],
    ['[8, filters][1]', 64],
    ['widths[widths[0] / 16]', 32],
    ['length(widths) == 3 && widths == [16, 32, 64]', true],
    ['(projection ? widths : [1])[0]', 16],
  ])('%s is %s', (source, expected) => {
    expect(Object.is(value(source), expected)).toBe(true);
  });

  it.each([
    ['', 'expression-ends-early'],
    ['1 +', 'expression-ends-early'],
    ['(1', 'expression-ends-early'],
    ['1 2', 'expression-unreadable'],
    ['1 ; 2', 'expression-unreadable'],
    ['filters.length', 'expression-unknown-name'],
    ['filters.length.x', 'expression-unreadable'],
    ["filters['x']", 'expression-not-a-list'],
    ["widths['length']", 'expression-not-a-number'],
    ['widths[3]', 'expression-no-element'],
    ['widths[-1]', 'expression-no-element'],
    ['widths[0.5]', 'expression-no-element'],
    ['widths[0', 'expression-ends-early'],
    ['widths[]', 'expression-unreadable'],
    ['[]', 'expression-unreadable'],
    ['widths + 1', 'expression-not-a-number'],
    ['widths ? 1 : 2', 'expression-not-a-condition'],
    ['length(filters)', 'expression-not-a-list'],
    ['['.repeat(60), 'expression-too-deep'],
    ['`x`', 'expression-unreadable'],
    ['() => 1', 'expression-unreadable'],
    ['filter', 'expression-name-misspelled'],
    ['constructor', 'expression-unknown-name'],
    ['__proto__', 'expression-unknown-name'],
    ['toString()', 'expression-unknown-function'],
    ['toString(1)', 'expression-unknown-function'],
    ['constructor(1)', 'expression-unknown-function'],
    ['floor(1, 2)', 'expression-operand-count'],
    ['1 / 0', 'expression-not-finite'],
    ['0 / 0', 'expression-not-finite'],
    ['10 ** 400', 'expression-not-finite'],
    ["'a' + 1", 'expression-not-a-number'],
    ['projection + 1', 'expression-not-a-number'],
    ["'a' ? 1 : 2", 'expression-not-a-condition'],
    ['('.repeat(60), 'expression-too-deep'],
    ['-'.repeat(60), 'expression-too-deep'],
    ['1+'.repeat(150), 'expression-too-long'],
  ])('%s: %s', (source, code) => {
    expect(mistake(source)).toBe(code);
  });

  it('gives lists', () => {
    expect(value('widths')).toEqual([16, 32, 64]);
    expect(value('[index, growth * 2]')).toEqual([2, 64]);
  });

  it('says where it stopped reading, and which name was meant', () => {
    expect(evaluateExpression('filters $ 2', scope)).toMatchObject({
      diagnostic: { values: { found: '$', position: 9 } },
    });
    expect(evaluateExpression('filtres * 2', scope)).toMatchObject({
      diagnostic: { values: { name: 'filtres', suggestion: 'filters' } },
    });
  });

  it('only computes what matters of && || ? :', () => {
    expect(value('projection || 1 / 0')).toBe(true);
    expect(value('projection ? 1 : 1 / 0')).toBe(1);
  });

  it('agrees with JavaScript on arithmetic', () => {
    const leaf = fc.integer({ min: 0, max: 20 }).map(String);
    const { sum } = fc.letrec<{ sum: string }>((tie) => ({
      sum: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc
          .tuple(tie('sum'), fc.constantFrom('+', '-', '*'), tie('sum'), fc.boolean())
          .map(([left, operator, right, isGrouped]) => {
            const written = `${left} ${operator} ${right}`;
            return isGrouped ? `(${written})` : written;
          }),
      ),
    }));
    fc.assert(
      fc.property(sum, fc.constantFrom('+', '<', '<=', '>', '>=', '=='), sum, (left, operator, right) => {
        const source = `${left} ${operator} ${right}`;
        fc.pre(source.length <= 200);
        const expected: unknown = new Function(`return ${source}`)();
        expect(evaluateExpression(source, new Map())).toEqual({ ok: true, value: expected });
      }),
    );
  });

  it('takes no number that is too large to be one', () => {
    expect(evaluateExpression('1e999', scope).ok).toBe(false);
  });

  it('never throws, whatever it is given', () => {
    const character = fc.constantFrom(...'0123456789.+-*/%()<>=!&|?:, \'abfilters_$\\"{}[]é'.split(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: character, maxLength: 40 })), (source) => {
        const result = evaluateExpression(source, scope);
        if (result.ok && typeof result.value === 'number') expect(Number.isFinite(result.value)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
