import { firstShape } from '../../../../layers/shape-rules';
import { module, type PytorchForm } from '../form';

/** `nn.Linear`, whose weight is `[out, in]`. */
export const dense: PytorchForm<{ readonly units: number; readonly useBias: boolean }> = {
  type: 'dense',
  write({ units, useBias }, inputs) {
    const features = firstShape(inputs).at(-1) ?? 1;
    return [
      module('nn.Linear', { in_features: features, out_features: units }, { bias: [useBias, true] }, [
        { weight: 'kernel', attribute: 'weight', permutation: [1, 0] },
        ...(useBias ? [{ weight: 'bias', attribute: 'bias' }] : []),
      ]),
    ];
  },
};
