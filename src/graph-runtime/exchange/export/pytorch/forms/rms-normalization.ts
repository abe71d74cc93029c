import { firstShape } from '../../../../layers/shape-rules';
import { module, type PytorchForm } from '../form';

/** `nn.RMSNorm` over the channels; of an image, after they have gone last. */
export const rmsNormalization: PytorchForm<{ readonly epsilon: number }> = {
  type: 'rmsNormalization',
  write({ epsilon }, inputs) {
    const shape = firstShape(inputs);
    const form = module('nn.RMSNorm', { normalized_shape: shape.at(-1) ?? 1 }, { eps: [epsilon] }, [
      { weight: 'gamma', attribute: 'weight' },
    ]);
    if (shape.length !== 3) return [form];
    return [{ ...form, apply: '{}({0}.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)' }];
  },
};
