import { firstShape } from '../../../../layers/shape-rules';
import { module, type PytorchForm } from '../form';

/** `nn.PReLU`; of a sequence after its channels have gone to the second axis. */
export const prelu: PytorchForm<{ readonly isShared: boolean }> = {
  type: 'prelu',
  write({ isShared }, inputs) {
    const shape = firstShape(inputs);
    const count = isShared ? 1 : (shape.at(-1) ?? 1);
    const form = module('nn.PReLU', { num_parameters: count }, {}, [
      { weight: 'alpha', attribute: 'weight' },
    ]);
    if (isShared || shape.length !== 2) return [form];
    return [{ ...form, apply: '{}({0}.transpose(1, 2)).transpose(1, 2)' }];
  },
};
