import { reshapedShape } from '../../../../layers/reshape';
import { firstShape } from '../../../../layers/shape-rules';
import { expression, input, number, type PytorchForm } from '../form';
import { channelsFirst, isSameOrder } from '../layout';

/** `reshape`, in the order in which the network has its values. */
export const reshape: PytorchForm<{ readonly targetShape: readonly number[] }> = {
  type: 'reshape',
  write(parameters, inputs) {
    const shape = firstShape(inputs);
    const targetShape = reshapedShape(parameters, inputs);
    const before = isSameOrder(shape) ? '' : '.permute(0, 2, 3, 1)';
    const isDirect = isSameOrder(targetShape);
    const sizes = (isDirect ? channelsFirst(targetShape) : targetShape).flatMap((size, axis) => [
      ', ',
      number(`size${axis + 1}`, size),
    ]);
    const after = isDirect ? '' : '.permute(0, 3, 1, 2)';
    return [expression(input(0), `${before}.reshape(-1`, ...sizes, `)${after}`)];
  },
};
