import { module, type PytorchForm } from '../form';

const PARTS = ['query', 'key', 'value', 'output'] as const;

/** A class that is written into the model: `nn.MultiheadAttention` keeps three kernels in one. */
export const multiHeadAttention: PytorchForm<{ readonly heads: number; readonly useBias: boolean }> = {
  type: 'multiHeadAttention',
  write({ heads, useBias }, inputs) {
    const [features = 1, answering = features] = inputs.map(({ shape }) => shape[1] ?? 1);
    const weights = PARTS.flatMap((part) => [
      { weight: `${part}Kernel`, attribute: `${part}.weight`, permutation: [1, 0] },
      ...(useBias ? [{ weight: `${part}Bias`, attribute: `${part}.bias` }] : []),
    ]);
    return [
      module(
        'MultiHeadAttention',
        { features, heads },
        { answering: [answering, features], bias: [useBias, true] },
        weights,
      ),
    ];
  },
};
