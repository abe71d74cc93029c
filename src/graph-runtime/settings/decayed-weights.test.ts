import { describe, expect, it } from 'vitest';
import { float32 } from '../../main/trainer/engine/tensor-data';
import { openOptimizer } from '../testing/open-optimizer';
import { decayedWeights } from './decayed-weights';
import { optimizers } from './optimizers/registry';
import { optimizerSchema } from './training-settings';

const KERNEL = [1, -2, 3, 4];
const BIAS = [5, -6];

/** A kernel and a bias after three steps without any gradient: what has changed, decay has changed. */
async function afterSteps(type: string, decayed: 'all' | 'kernels') {
  const settings = optimizerSchema.parse({ type, learningRate: 0.1, weightDecay: 0.5 });
  const starts = [float32(KERNEL, [2, 2]), float32(BIAS, [2])];
  const opened = await openOptimizer(settings, starts, decayed);
  const none = [float32([0, 0, 0, 0], [2, 2]), float32([0, 0], [2])];
  let values = starts;
  for (let step = 1; step <= 3; step += 1) values = [...opened.step(none, step)];
  opened.dispose();
  return values.map(({ values: numbers }) => Array.from(numbers));
}

describe('weight decay', () => {
  it.each(Object.keys(optimizers))('of kernels only leaves biases as they are: %s', async (type) => {
    const [kernel, bias] = await afterSteps(type, 'kernels');
    const [allKernel, allBias] = await afterSteps(type, 'all');
    expect(bias).toEqual(BIAS);
    expect(kernel).toEqual(allKernel);
    expect(kernel).not.toEqual(KERNEL);
    expect(allBias).not.toEqual(BIAS);
  });

  it('takes all weights or kernels, and nothing else', () => {
    expect(decayedWeights.field.schema.parse(undefined)).toBeUndefined();
    expect(decayedWeights.field.schema.parse('kernels')).toBe('kernels');
    expect(decayedWeights.field.schema.safeParse('biases').success).toBe(false);
  });
});
