import { firstShape } from '../../../../layers/shape-rules';
import { expression, input, number, type PytorchForm } from '../form';

/** `x[:, begin:end]` of the channels. */
export const slice: PytorchForm<{ readonly begin: number; readonly size: number }> = {
  type: 'slice',
  write({ begin, size }, inputs) {
    const axes = firstShape(inputs).length === 2 ? '[..., ' : '[:, ';
    return [expression(input(0), axes, number('begin', begin), ':', number('end', begin + size), ']')];
  },
};
