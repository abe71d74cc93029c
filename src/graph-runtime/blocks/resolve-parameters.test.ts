import { describe, expect, it } from 'vitest';
import type { ParameterDescription } from '../layers/parameter';
import type { ExpressionValue } from './expression';
import { resolveBlockParameters, resolveParameters } from './resolve-parameters';

const label = { en: '', 'zh-Hant': '' };
const descriptions: Record<string, ParameterDescription> = {
  filters: { kind: 'integer', label, default: 32, minimum: 1, maximum: 1024 },
  rate: { kind: 'number', label, default: 0.5, minimum: 0, maximum: 1 },
  useBias: { kind: 'boolean', label, default: true },
  mode: {
    kind: 'choice',
    label,
    default: 'nearest',
    choices: [
      { value: 'nearest', label },
      { value: 'bilinear', label },
    ],
  },
  kernelSize: { kind: 'pair', label, default: [3, 3], minimum: 1, maximum: 9 },
  padding: { kind: 'padding', label, default: 'same', allowsNamed: true },
  shape: { kind: 'shape', label, default: [28, 28, 1], minimumRank: 1, maximumRank: 3, maximum: 100 },
};
const scope = new Map<string, ExpressionValue>([['width', 3]]);
const place = { path: 'stage1/conv', origin: { scope: 'stage', id: 'conv' } };

type Given = Parameters<typeof resolveParameters>[1];

function resolve(given: Given) {
  return resolveParameters(descriptions, given, scope, place);
}

describe('resolveParameters', () => {
  it('fills in defaults', () => {
    expect(resolve(undefined).values).toEqual({
      filters: 32,
      rate: 0.5,
      useBias: true,
      mode: 'nearest',
      kernelSize: [3, 3],
      padding: 'same',
      shape: [28, 28, 1],
    });
  });

  it.each<[string, NonNullable<Given>[string], unknown]>([
    ['filters', '=width * 2 ** 4', 48],
    ['kernelSize', 5, [5, 5]],
    ['kernelSize', [1, '=width'], [1, 3]],
    ['padding', 2, 2],
    ['padding', [0, 1, 0, 1], [0, 1, 0, 1]],
    ['padding', "=width > 2 ? 'valid' : 'same'", 'valid'],
    ['shape', 10, [10]],
    ['useBias', '=width == 3', true],
    ['useBias', '=width', true],
    ['mode', "='bilinear'", 'bilinear'],
  ])('reads %s %j as %j', (name, given, expected) => {
    const { values, diagnostics } = resolve({ [name]: given });
    expect(diagnostics).toEqual([]);
    expect(values[name]).toEqual(expected);
  });

  it.each<[string, NonNullable<Given>[string], string, unknown]>([
    ['filters', 0, 'parameter-out-of-range', undefined],
    ['filters', 5000, 'parameter-out-of-range', undefined],
    ['filters', 2.4, 'parameter-not-whole', 2],
    ['filters', '=width / 2', 'parameter-not-whole', '=round(width / 2)'],
    ['filters', 'many', 'parameter-wrong-kind', undefined],
    ['filters', [1], 'parameter-wrong-kind', undefined],
    ['filters', '=widht', 'expression-name-misspelled', undefined],
    ['rate', 2, 'parameter-out-of-range', undefined],
    ['useBias', 'yes', 'parameter-wrong-kind', undefined],
    ['mode', 'bilinaer', 'parameter-unknown-choice', 'bilinear'],
    ['mode', 3, 'parameter-unknown-choice', undefined],
    ['kernelSize', 11, 'parameter-out-of-range', undefined],
    ['kernelSize', [3], 'parameter-wrong-kind', [3, 3]],
    ['kernelSize', [3, 12], 'parameter-out-of-range', undefined],
    ['kernelSize', [true, 3].map(String), 'parameter-wrong-kind', undefined],
    ['padding', 'sane', 'parameter-wrong-kind', 'same'],
    ['padding', -1, 'parameter-out-of-range', undefined],
    ['padding', [1, 2, 3], 'parameter-wrong-kind', undefined],
    ['shape', [1, 2, 3, 4], 'parameter-wrong-rank', undefined],
    ['shape', [28, 0, 1], 'parameter-out-of-range', undefined],
    ['shape', 'large', 'parameter-wrong-kind', undefined],
  ])('refuses %s %j: %s', (name, given, code, repaired) => {
    const { values, diagnostics } = resolve({ [name]: given });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code, path: 'stage1/conv', parameter: name, severity: 'error' });
    expect(values[name]).toEqual(descriptions[name]?.default);
    const edits = diagnostics[0]?.fixes.map((fix) => fix.edits[0]);
    const at = { kind: 'set-parameter', scope: 'stage', id: 'conv', parameter: name };
    // A limit is never offered: it would only make the value pass.
    if (repaired === undefined) expect(edits).toHaveLength(1);
    else expect(edits?.[0]).toEqual({ ...at, value: repaired });
    expect(edits?.at(-1)).toEqual({ ...at, value: undefined });
  });

  it('knows a misspelled name', () => {
    const { diagnostics } = resolve({ filter: 8, zebra: 1 });
    expect(diagnostics).toMatchObject([
      { code: 'parameter-misspelled', parameter: 'filter', values: { suggestion: 'filters' } },
      { code: 'unknown-parameter', parameter: 'zebra' },
    ]);
    expect(diagnostics[0]?.fixes[0]?.edits).toEqual([
      { kind: 'set-parameter', scope: 'stage', id: 'conv', parameter: 'filter', value: undefined },
      { kind: 'set-parameter', scope: 'stage', id: 'conv', parameter: 'filters', value: 8 },
    ]);
  });
});

describe('resolveBlockParameters', () => {
  const parameters = [
    { name: 'filters', kind: 'integer' as const, default: 16, minimum: 1 },
    { name: 'stride', kind: 'integer' as const, default: 1 },
    { name: 'projection', kind: 'boolean' as const, default: '=stride > 1' },
    { name: 'activation', kind: 'text' as const, default: 'relu' },
  ];

  it('lets a default use the parameters before it, and a use the names around it', () => {
    const { values, diagnostics } = resolveBlockParameters(
      parameters,
      { stride: '=width - 1' },
      scope,
      place,
    );
    expect(diagnostics).toEqual([]);
    expect(Object.fromEntries(values)).toEqual({
      filters: 16,
      stride: 2,
      projection: true,
      activation: 'relu',
    });
  });

  it('refuses what the block does not allow', () => {
    const given = { filters: 0, stride: 1.5, activation: 3, lists: [1] };
    const { diagnostics } = resolveBlockParameters(parameters, given, scope, place);
    expect(diagnostics.map(({ code, parameter }) => [code, parameter])).toEqual([
      ['unknown-parameter', 'lists'],
      ['parameter-out-of-range', 'filters'],
      ['parameter-not-whole', 'stride'],
      ['parameter-wrong-kind', 'activation'],
    ]);
  });

  it('does not show a block the names around its use', () => {
    const leaking = [{ name: 'inner', kind: 'integer' as const, default: '=width' }];
    const { diagnostics } = resolveBlockParameters(leaking, undefined, scope, place);
    expect(diagnostics).toMatchObject([{ code: 'expression-without-names' }]);
  });
});
