import { expect, it } from 'vitest';
import { LANGUAGES } from '../text/text';
import { createInitializer, depthwiseFans, INITIALIZER_CHOICES, kernelFans } from './initializer';

it('makes every initializer it offers, and says its name in every language', () => {
  expect(INITIALIZER_CHOICES.map(({ value }) => value)).toEqual([
    'glorotUniform',
    'glorotNormal',
    'heUniform',
    'heNormal',
    'lecunUniform',
    'lecunNormal',
    'randomNormal',
    'truncatedNormal',
    'randomUniform',
    'zeros',
    'ones',
  ]);
  for (const { value, label } of INITIALIZER_CHOICES) {
    expect(createInitializer(value, { fanIn: 3, fanOut: 5 })).toHaveProperty('kind');
    for (const language of LANGUAGES) expect(label[language]).not.toBe('');
  }
});

it('keeps the fans where they matter', () => {
  expect(createInitializer('heNormal', { fanIn: 3, fanOut: 5 })).toEqual({
    kind: 'heNormal',
    fanIn: 3,
    fanOut: 5,
  });
  expect(createInitializer('ones', { fanIn: 3, fanOut: 5 })).toEqual({ kind: 'constant', value: 1 });
});

it('throws for a name that does not exist', () => {
  expect(() => createInitializer('glorot', { fanIn: 1, fanOut: 1 })).toThrow('glorot');
});

it('counts fans as receptive field times channels', () => {
  expect(kernelFans([3, 5], 4, 8)).toEqual({ fanIn: 60, fanOut: 120 });
  // Each output of a depthwise kernel is summed from a single channel.
  expect(depthwiseFans([3, 3], 32, 2)).toEqual({ fanIn: 9, fanOut: 576 });
});
