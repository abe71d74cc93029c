import { firstShape } from '../../../../layers/shape-rules';
import { expression, input, type PytorchForm } from '../form';
import { channelAxis } from '../layout';

/** `torch.cat` along the channels. */
export const concatenate: PytorchForm = {
  type: 'concatenate',
  write(_parameters, inputs) {
    if (inputs.length === 1) return [expression(input(0))];
    const names = inputs.flatMap((_, index) => (index === 0 ? [input(index)] : [', ', input(index)]));
    return [expression('torch.cat([', ...names, `], dim=${channelAxis(firstShape(inputs))})`)];
  },
};
