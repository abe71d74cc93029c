import { pythonCall, unlessDefault } from '../text/python-call';
import { INITIALIZER_NUMBERS, type InitializerChoice } from './initializer';

/** Keras' `VarianceScaling` computes variance = scale / fan: its own names for what it is with other numbers. */
const VARIANCES: Readonly<Record<string, { readonly scale: number; readonly mode: string }>> = {
  glorot: { scale: 1, mode: 'fan_avg' },
  he: { scale: 2, mode: 'fan_in' },
  heFanOut: { scale: 2, mode: 'fan_out' },
  lecun: { scale: 1, mode: 'fan_in' },
};

/**
 * The initializer in Keras: `"he_normal"` where it has a name, else the object with its numbers, as
 * `keras.initializers.RandomNormal(stddev=0.02)`. Without numbers, that with Keras' defaults.
 */
export function kerasInitializer(choice: string | InitializerChoice): string {
  const { name, scale, gain } =
    typeof choice === 'string' ? { name: choice, ...INITIALIZER_NUMBERS } : choice;
  const spread = scale === INITIALIZER_NUMBERS.scale ? null : `${scale}`;
  if (spread !== null && name === 'randomNormal') return object('RandomNormal', { stddev: spread });
  if (spread !== null && name === 'truncatedNormal') return object('TruncatedNormal', { stddev: spread });
  if (spread !== null && name === 'randomUniform') {
    return object('RandomUniform', { minval: `-${spread}`, maxval: spread });
  }
  const variance = VARIANCES[name.replace(/Uniform|Normal/, '')];
  const hasName = gain === INITIALIZER_NUMBERS.gain && !name.endsWith('FanOut');
  if (variance === undefined || hasName) {
    return `"${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;
  }
  return object('VarianceScaling', {
    scale: `${variance.scale * gain ** 2}`,
    mode: `"${variance.mode}"`,
    distribution: name.includes('Uniform') ? '"uniform"' : '"truncated_normal"',
  });
}

const object = (className: string, values: Readonly<Record<string, string>>): string =>
  pythonCall(`keras.initializers.${className}`, [], values);

/** Keras's argument for a kernel that starts so; null where it is Keras' default. */
export function kerasKernelInitializer(choice: InitializerChoice): string | null {
  return unlessDefault(kerasInitializer(choice), '"glorot_uniform"');
}
