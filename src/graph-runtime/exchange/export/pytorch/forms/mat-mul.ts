import { firstShape } from '../../../../layers/shape-rules';
import { expression, input, number, type PytorchForm } from '../form';

/** `torch.matmul`. */
export const matMul: PytorchForm<{ readonly transpose: boolean; readonly scale: boolean }> = {
  type: 'matMul',
  write({ transpose, scale }, inputs) {
    const turned = transpose ? '.transpose(1, 2)' : '';
    const size = firstShape(inputs)[1] ?? 1;
    const divided = scale ? [' / ', number('size', size), ' ** 0.5'] : [];
    return [expression('torch.matmul(', input(0), ', ', input(1), `${turned})`, ...divided)];
  },
};
