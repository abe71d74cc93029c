import { axisIn } from '../../../../layers/axes';
import type { SliceParameters } from '../../../../layers/slice';
import type { OnnxForm } from '../form';
import { networkAxes } from '../layout';
import { existing } from '../one-operator';

/** `Slice` of one axis. */
export const slice: OnnxForm<SliceParameters> = {
  type: 'slice',
  write(builder, { begin, size, axis, step }, [input]) {
    const { name, shape } = existing(input);
    const at = 1 + networkAxes(shape.length).indexOf(axisIn(shape, axis) ?? 0);
    const end = begin + (size - 1) * step + 1;
    const range = [[begin], [end], [at], [step]];
    return builder.node('Slice', [name, ...range.map((values) => builder.integers(values))]);
  },
};
