import { expect, it } from 'vitest';
import { problemsOfCode } from '../testing/code-check';
import { INITIALIZER_CHOICES } from './initializer';
import { kerasInitializer, kerasKernelInitializer } from './keras-initializer';

const usual = { scale: 0.05, gain: 1 };

it.each([
  [{ name: 'heNormal', ...usual }, '"he_normal"'],
  [{ name: 'truncatedNormal', ...usual }, '"truncated_normal"'],
  [{ name: 'zeros', ...usual, scale: 2, gain: 3 }, '"zeros"'],
  [{ name: 'randomNormal', ...usual, scale: 0.02 }, 'keras.initializers.RandomNormal(stddev=0.02)'],
  [{ name: 'truncatedNormal', ...usual, scale: 1 }, 'keras.initializers.TruncatedNormal(stddev=1)'],
  [
    { name: 'randomUniform', ...usual, scale: 0.1 },
    'keras.initializers.RandomUniform(minval=-0.1, maxval=0.1)',
  ],
  [
    { name: 'heNormalFanOut', ...usual },
    'keras.initializers.VarianceScaling(scale=2, mode="fan_out", distribution="truncated_normal")',
  ],
  [
    { name: 'glorotUniform', ...usual, gain: 3 },
    'keras.initializers.VarianceScaling(scale=9, mode="fan_avg", distribution="uniform")',
  ],
  [
    { name: 'lecunNormal', ...usual, gain: 2 },
    'keras.initializers.VarianceScaling(scale=4, mode="fan_in", distribution="truncated_normal")',
  ],
])('writes %o as Keras has it', (choice, code) => {
  expect(kerasInitializer(choice)).toBe(code);
});

it('writes nothing for the default of Keras', () => {
  expect(kerasKernelInitializer({ name: 'glorotUniform', ...usual, scale: 2 })).toBeNull();
});

it('names only classes and arguments that Keras has', () => {
  for (const { value: name } of INITIALIZER_CHOICES) {
    for (const choice of [usual, { scale: 0.3, gain: 0.3 }]) {
      const code = kerasInitializer({ name, ...choice });
      expect(problemsOfCode(`keras.layers.Dense(3, kernel_initializer=${code})`), code).toEqual([]);
    }
  }
});
