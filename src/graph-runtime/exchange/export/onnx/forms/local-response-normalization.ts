import { float, type OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `LRN`, which divides alpha by the size, as the layer does. */
export const localResponseNormalization: OnnxForm<{
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly bias: number;
}> = {
  type: 'localResponseNormalization',
  write(builder, { size, alpha, beta, bias }, [input]) {
    const x = nameOf(input);
    // The operator wants an alpha above 0.
    if (alpha === 0) return builder.node('Mul', [x, builder.floats([bias ** -beta], [])]);
    return builder.node('LRN', [x], {
      size,
      alpha: float(alpha),
      beta: float(beta),
      bias: float(bias),
    });
  },
};
