import { firstShape } from '../../../../layers/shape-rules';
import { module, type PytorchForm } from '../form';

/** `nn.LayerNorm` over the channels; of an image, after they have gone last. */
export const layerNormalization: PytorchForm<{ readonly epsilon: number }> = {
  type: 'layerNormalization',
  write({ epsilon }, inputs) {
    const shape = firstShape(inputs);
    const weights = [
      { weight: 'gamma', attribute: 'weight' },
      { weight: 'beta', attribute: 'bias' },
    ];
    const callee = shape.length === 3 ? 'LayerNorm2d' : 'nn.LayerNorm';
    return [module(callee, { num_features: shape.at(-1) ?? 1 }, { eps: [epsilon, 1e-5] }, weights)];
  },
};
