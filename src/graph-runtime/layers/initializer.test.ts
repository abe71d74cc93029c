import { expect, it } from 'vitest';
import { LANGUAGES } from '../text/text';
import {
  createInitializer,
  depthwiseFans,
  INITIALIZER_CHOICES,
  INITIALIZER_NUMBERS,
  kernelFans,
  kernelInitializerParameters,
} from './initializer';

it('makes every initializer it offers, and says its name in every language', () => {
  expect(INITIALIZER_CHOICES.map(({ value }) => value)).toEqual([
    'glorotUniform',
    'glorotNormal',
    'heUniform',
    'heNormal',
    'heUniformFanOut',
    'heNormalFanOut',
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
    gain: 1,
  });
  expect(createInitializer('ones', { fanIn: 3, fanOut: 5 })).toEqual({ kind: 'constant', value: 1 });
});

it('takes the number that an initializer has, and no other', () => {
  const fans = { fanIn: 3, fanOut: 5 };
  const numbers = { scale: 0.02, gain: 2 };
  expect(createInitializer({ name: 'heNormal', ...numbers }, fans)).toMatchObject({ gain: 2 });
  expect(createInitializer({ name: 'randomNormal', ...numbers }, fans)).toEqual({
    ...{ kind: 'randomNormal', mean: 0, standardDeviation: 0.02 },
  });
  expect(createInitializer({ name: 'randomUniform', ...numbers }, fans)).toEqual({
    ...{ kind: 'randomUniform', minimum: -0.02, maximum: 0.02 },
  });
  expect(createInitializer({ name: 'ones', ...numbers }, fans)).toEqual({ kind: 'constant', value: 1 });
});

it('offers each number with the initializers that it changes', () => {
  const fans = { fanIn: 3, fanOut: 5 };
  const { kernelInitializerScale, kernelInitializerGain } = kernelInitializerParameters;
  for (const { value: name } of INITIALIZER_CHOICES) {
    const usual = createInitializer(name, fans);
    const changed = (numbers: object) =>
      JSON.stringify(createInitializer({ name, ...INITIALIZER_NUMBERS, ...numbers }, fans)) !==
      JSON.stringify(usual);
    expect(kernelInitializerScale.appliesWith?.values.includes(name), name).toBe(changed({ scale: 0.3 }));
    expect(kernelInitializerGain.appliesWith?.values.includes(name), name).toBe(changed({ gain: 0.3 }));
  }
});

it('throws for a name that does not exist', () => {
  expect(() => createInitializer('glorot', { fanIn: 1, fanOut: 1 })).toThrow('glorot');
});

it('counts fans as receptive field times channels', () => {
  expect(kernelFans([3, 5], 4, 8)).toEqual({ fanIn: 60, fanOut: 120 });
  // Each output of a depthwise kernel is summed from a single channel.
  expect(depthwiseFans([3, 3], 32, 2)).toEqual({ fanIn: 9, fanOut: 576 });
});
