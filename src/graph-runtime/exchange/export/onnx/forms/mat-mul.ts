import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `MatMul`, of the second with its axes swapped where that is asked for. */
export const matMul: OnnxForm<{ readonly transpose: boolean; readonly scale: boolean }> = {
  type: 'matMul',
  write(builder, { transpose, scale }, [a, b]) {
    const { name, shape } = existing(a);
    const other = existing(b).name;
    const second = transpose ? builder.node('Transpose', [other], { perm: [0, 2, 1] }) : other;
    const product = builder.node('MatMul', [name, second]);
    const factor = 1 / Math.sqrt(shape[1] ?? 1);
    return scale ? builder.node('Mul', [product, builder.floats([factor], [])]) : product;
  },
};
