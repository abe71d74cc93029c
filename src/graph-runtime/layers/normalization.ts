import type { WeightDescription } from './layer';
import type { ParameterDescription } from './parameter';

/** What the normalizations have in common. */

export const epsilonParameter: ParameterDescription = {
  kind: 'number',
  label: { en: 'Epsilon', 'zh-Hant': 'ε' },
  help: {
    en: 'Added to the variance, so that nothing is divided by zero.',
    'zh-Hant': '加在變異數上，避免除以 0。',
  },
  isAdvanced: true,
  default: 1e-5,
  minimum: 1e-8,
  maximum: 1,
};

/** Size of the last axis. */
export function channelsOf(shape: readonly number[]): number {
  return shape[shape.length - 1] ?? 1;
}

/** One number per channel that starts at `value`. */
export function channelWeight(
  name: string,
  shape: readonly number[],
  value: number,
  isTrainable = true,
): WeightDescription {
  return { name, shape: [channelsOf(shape)], isTrainable, initializer: { kind: 'constant', value } };
}

/** Gamma, which starts as 1, and beta, which starts as 0. */
export function scaleAndShiftWeights(shape: readonly number[]): WeightDescription[] {
  return [channelWeight('gamma', shape, 1), channelWeight('beta', shape, 0)];
}
