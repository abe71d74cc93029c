import { expect, it } from 'vitest';
import { analyze } from '../infer/analyze';
import { straight } from '../training-checks/testing/check-cases';
import { layers } from './registry';
import { weightLabel } from './weight-label';

it('has words for the weights of every layer', () => {
  const found = layers.flatMap(({ type }) => {
    const { weights = [] } = analyze(straight([['n1', type, {}]])).nodes.get('n1') ?? {};
    return weights.map(({ name }) => ({ type, name }));
  });
  expect(new Set(found.map(({ name }) => name)).size).toBeGreaterThan(6);
  expect(found.filter(({ type, name }) => weightLabel(type, name, 'zh-Hant') === name)).toEqual([]);
  expect(weightLabel('conv2d', 'kernel', 'zh-Hant')).toBe('卷積核');
  expect(weightLabel('dense', 'kernel', 'zh-Hant')).toBe('權重');
});
