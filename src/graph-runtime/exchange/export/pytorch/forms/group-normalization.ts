import { firstShape } from '../../../../layers/shape-rules';
import { module, type PytorchForm } from '../form';

/** `nn.GroupNorm`. */
export const groupNormalization: PytorchForm<{ readonly groups: number; readonly epsilon: number }> = {
  type: 'groupNormalization',
  write: ({ groups, epsilon }, inputs) => [
    module(
      'nn.GroupNorm',
      { num_groups: groups, num_channels: firstShape(inputs).at(-1) ?? 1 },
      { eps: [epsilon, 1e-5] },
      [
        { weight: 'gamma', attribute: 'weight' },
        { weight: 'beta', attribute: 'bias' },
      ],
    ),
  ],
};
