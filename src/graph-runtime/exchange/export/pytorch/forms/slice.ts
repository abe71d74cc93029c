import { axisIn } from '../../../../layers/axes';
import type { SliceParameters } from '../../../../layers/slice';
import { firstShape } from '../../../../layers/shape-rules';
import { expression, input, number, type PytorchForm } from '../form';
import { networkAxes } from '../layout';

/** `x[:, begin:end]`, of any axis. */
export const slice: PytorchForm<SliceParameters> = {
  type: 'slice',
  write({ begin, size, axis, step }, inputs) {
    const shape = firstShape(inputs);
    const place = networkAxes(shape.length).indexOf(axisIn(shape, axis) ?? 0);
    const end = begin + (size - 1) * step + 1;
    const every = step === 1 ? [] : [':', number('step', step)];
    const range = [number('begin', begin), ':', number('end', end), ...every];
    return [expression(input(0), `[${':, '.repeat(place + 1)}`, ...range, ']')];
  },
};
