import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `scale · x + offset`. */
export const rescaling: OnnxForm<{ readonly scale: number; readonly offset: number }> = {
  type: 'rescaling',
  write(builder, { scale, offset }, [input]) {
    const scaled = builder.node('Mul', [nameOf(input), builder.floats([scale], [])]);
    return offset === 0 ? scaled : builder.node('Add', [scaled, builder.floats([offset], [])]);
  },
};
