import { firstShape } from '../../../../layers/shape-rules';
import { expression, input, type PytorchForm } from '../form';
import { isSameOrder } from '../layout';

/** `torch.flatten`, of an image after its channels have gone last: the weights that follow count on that order. */
export const flatten: PytorchForm = {
  type: 'flatten',
  write(_parameters, inputs) {
    const shape = firstShape(inputs);
    const plain = expression('torch.flatten(', input(0), ', 1)');
    const ordered = expression('flatten_channels_last(', input(0), ')');
    if (shape.length === 1) return [expression(input(0)), plain];
    if (shape.length === 2) return [plain];
    return isSameOrder(shape) ? [plain, ordered] : [ordered];
  },
};
