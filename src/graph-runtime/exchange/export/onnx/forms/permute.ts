import type { OnnxForm } from '../form';
import { networkAxes } from '../layout';
import { existing } from '../one-operator';

/** `Transpose`: where axes come from, in the layout of ONNX on both sides. */
export const permute: OnnxForm<{ readonly order: readonly number[] }> = {
  type: 'permute',
  write(builder, { order }, [input]) {
    const { name, shape } = existing(input);
    // Nothing moves; ONNX Runtime takes any transposition of a vector before a dense layer for a swap with the batch.
    if (order.every((axis, at) => axis === at + 1)) return name;
    const axes = networkAxes(shape.length);
    const perm = axes.map((axis) => 1 + axes.indexOf((order[axis] ?? 1) - 1));
    return builder.node('Transpose', [name], { perm: [0, ...perm] });
  },
};
