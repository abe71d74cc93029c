import { float, type OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `Celu`. */
export const celu: OnnxForm<{ readonly alpha: number }> = {
  type: 'celu',
  write: (builder, { alpha }, [input]) => builder.node('Celu', [nameOf(input)], { alpha: float(alpha) }),
};
