import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `Gemm` of vectors, whose kernel is `[in, out]` there as here; of positions a product of matrices. */
export const dense: OnnxForm<{ readonly useBias: boolean }> = {
  type: 'dense',
  write(builder, { useBias }, [input]) {
    const { name, shape } = existing(input);
    const kernel = builder.weight('kernel');
    if (!useBias) return builder.node('MatMul', [name, kernel]);
    if (shape.length === 1) return builder.node('Gemm', [name, kernel, builder.weight('bias')]);
    return builder.node('Add', [builder.node('MatMul', [name, kernel]), builder.weight('bias')]);
  },
};
