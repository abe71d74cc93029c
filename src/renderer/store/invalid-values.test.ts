import { describe, expect, it } from 'vitest';
import type { ParameterValue } from '../../graph-runtime/document/document';
import { analyze } from '../../graph-runtime/infer/analyze';
import { getLayer } from '../../graph-runtime/layers/registry';
import { straight } from '../../graph-runtime/training-checks/testing/check-cases';
import { isShowable } from '../editor/inspector/parameter-values';
import { invalidValues, readWrittenValue, writtenValue } from './invalid-values';

const invalid: readonly (readonly [string, string, ParameterValue, string])[] = [
  ['dense', 'units', [3, 1], '[3, 1]'],
  ['dense', 'units', '10', '"10"'],
  ['dense', 'units', true, 'true'],
  ['dense', 'useBias', 'yes', '"yes"'],
  ['conv2d', 'kernelSize', [3, 3, 3], '[3, 3, 3]'],
  ['conv2d', 'padding', 'full', '"full"'],
  ['conv2d', 'padding', [1, 2, 3], '[1, 2, 3]'],
  ['dropout', 'rate', [0.5], '[0.5]'],
];

describe('values that cannot be used', () => {
  it.each(invalid)('are shown as the file has them: %s, %s = %j', (type, name, value, written) => {
    const document = straight([
      ['node', type, { [name]: value }],
      ['flatten', 'flatten'],
      ['dense', 'dense'],
    ]);
    const spec = document.nodes.find(({ id }) => id === 'node');
    if (spec === undefined) throw new Error('no node');
    const problems = analyze(document).diagnostics.filter(({ path }) => path === 'node');
    expect(invalidValues(spec, problems)).toEqual([{ name, written }]);
    const description = getLayer(type)?.parameters[name];
    expect(description && isShowable(description, value)).toBe(false);
    expect(readWrittenValue(written)).toEqual(value);
  });

  it('are not those that only do not go with the rest of the network, or the names', () => {
    const document = straight([
      ['node', 'maxPooling2d', { poolSize: 40 }],
      ['other', 'conv2d', { kernel: 3, filters: 4 }],
      ['flatten', 'flatten'],
      ['dense', 'dense'],
    ]);
    for (const spec of document.nodes) {
      const problems = analyze(document).diagnostics.filter(({ path }) => path === spec.id);
      expect(invalidValues(spec, problems)).toEqual([]);
    }
  });

  it('can be corrected where they are', () => {
    expect([' 10 ', '[3, 3]', '=filters * 2', 'same', 'true', '{}', '[[1]]'].map(readWrittenValue)).toEqual([
      10,
      [3, 3],
      '=filters * 2',
      'same',
      true,
      '{}',
      '[[1]]',
    ]);
    expect(writtenValue(['=filters', 3])).toBe('[=filters, 3]');
  });

  it('leave to its control every value that it can show', () => {
    for (const [type, name, value] of [
      ['dense', 'units', -1],
      ['conv2d', 'kernelSize', [3, 1]],
      ['conv2d', 'padding', [1, 1, 2, 2]],
      ['conv2d', 'padding', 'same'],
      ['dense', 'useBias', false],
    ] as const) {
      const description = getLayer(type)?.parameters[name];
      const given = typeof value === 'object' ? [...value] : value;
      expect([type, name, description && isShowable(description, given)]).toEqual([type, name, true]);
    }
  });
});
