import { layer, operation } from '../call';
import type { KerasFormOf } from '../form';

/** `μ + exp(½ log σ²) ε`: noise on zeros is drawn in training, and nothing otherwise. What training adds to the loss is not a part of it. */
export const sampling: KerasFormOf = {
  type: 'sampling',
  write() {
    const calls = [
      operation('zeros_like', {}, { suffix: 'zeros', inputs: [0] }),
      layer('GaussianNoise', { stddev: 1 }, { suffix: 'noise' }),
      layer('Rescaling', { scale: 0.5, offset: 0 }, { suffix: 'half', inputs: [1] }),
      operation('exp', {}, { suffix: 'deviation' }),
      layer('Multiply', {}, { suffix: 'spread', inputs: [{ call: 3 }, { call: 1 }] }),
      layer('Add', {}, { inputs: [0, { call: 4 }] }),
    ];
    return { calls, helper: { name: 'sampled_code', arguments: {} } };
  },
};
