import { firstShape } from '../../../../layers/shape-rules';
import { layer, row } from '../call';
import type { KerasFormOf } from '../form';

/** `MultiHeadAttention`; of one sequence, it attends to itself. */
export const multiHeadAttention: KerasFormOf<{ readonly heads: number; readonly useBias: boolean }> = {
  type: 'multiHeadAttention',
  write({ heads, useBias }, { inputs }) {
    const features = firstShape(inputs).at(-1) ?? 1;
    const given = { num_heads: heads, key_dim: features / heads, use_bias: useBias };
    const answering = inputs[1]?.shape.at(-1) ?? features;
    const [into, bias] = [(size: number) => [size, heads, features / heads], [heads, features / heads]];
    const kernels = [into(features), into(answering), into(answering), [heads, features / heads, features]];
    const shapes = kernels.flatMap((kernel, at) =>
      useBias ? [kernel, at === 3 ? [features] : bias] : [kernel],
    );
    return row(layer('MultiHeadAttention', given, { inputs: inputs.length === 1 ? [0, 0] : [0, 1], shapes }));
  },
};
