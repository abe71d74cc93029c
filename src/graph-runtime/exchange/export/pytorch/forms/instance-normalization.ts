import { firstShape } from '../../../../layers/shape-rules';
import { module, type PytorchForm } from '../form';

/** `nn.InstanceNorm2d`. */
export const instanceNormalization: PytorchForm<{ readonly epsilon: number; readonly isAffine: boolean }> = {
  type: 'instanceNormalization',
  write({ epsilon, isAffine }, inputs) {
    const weights = [
      { weight: 'gamma', attribute: 'weight' },
      { weight: 'beta', attribute: 'bias' },
    ];
    const channels = firstShape(inputs).at(-1) ?? 1;
    const keywords = { eps: [epsilon, 1e-5], affine: [isAffine, false] } as const;
    return [module('nn.InstanceNorm2d', { num_features: channels }, keywords, isAffine ? weights : [])];
  },
};
