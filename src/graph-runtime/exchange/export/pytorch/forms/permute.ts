import { expression, input, number, type PytorchForm } from '../form';
import { networkAxes } from '../layout';

/** `permute`: where axes come from, in PyTorch's layout on both sides. */
export const permute: PytorchForm<{ readonly order: readonly number[] }> = {
  type: 'permute',
  write({ order }) {
    const axes = networkAxes(order.length);
    const places = axes.map((axis) => 1 + axes.indexOf((order[axis] ?? 1) - 1));
    const parts = places.flatMap((place, at) => [', ', number(`axis${at + 1}`, place)]);
    return [expression(input(0), '.permute(0', ...parts, ')')];
  },
};
