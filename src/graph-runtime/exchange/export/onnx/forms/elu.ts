import { float, type OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `Elu`. */
export const elu: OnnxForm<{ readonly alpha: number }> = {
  type: 'elu',
  write: (builder, { alpha }, [input]) => builder.node('Elu', [nameOf(input)], { alpha: float(alpha) }),
};
