import type { BatchNormalizationParameters } from '../../../../layers/batch-normalization';
import { firstShape } from '../../../../layers/shape-rules';
import { module, type PytorchForm } from '../form';

/** `nn.BatchNorm2d`; PyTorch's momentum is the share of the new statistics, not of the old. */
export const batchNormalization: PytorchForm<BatchNormalizationParameters> = {
  type: 'batchNormalization',
  write({ momentum, epsilon, center, scale }, inputs) {
    const shape = firstShape(inputs);
    const shared = { eps: [epsilon, 1e-5], momentum: [Number((1 - momentum).toPrecision(6)), 0.1] } as const;
    const features = { num_features: shape.at(-1) ?? 1 };
    const weights = [
      ...(scale ? [{ weight: 'gamma', attribute: 'weight' }] : []),
      ...(center ? [{ weight: 'beta', attribute: 'bias' }] : []),
      { weight: 'movingMean', attribute: 'running_mean' },
      { weight: 'movingVariance', attribute: 'running_var' },
    ];
    const form =
      center === scale
        ? module(
            shape.length === 3 ? 'nn.BatchNorm2d' : 'nn.BatchNorm1d',
            features,
            { ...shared, affine: [scale, true] },
            weights,
          )
        : module('PartialBatchNorm', features, { scale: [scale], shift: [center], ...shared }, weights);
    // The channels of a sequence are its last axis here, the second there.
    return [shape.length === 2 ? { ...form, apply: '{}({0}.transpose(1, 2)).transpose(1, 2)' } : form];
  },
};
