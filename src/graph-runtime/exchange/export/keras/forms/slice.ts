import { axisIn } from '../../../../layers/axes';
import { firstShape } from '../../../../layers/shape-rules';
import { operation, row } from '../call';
import type { KerasFormOf } from '../form';

/** `x[..., begin:end]`. */
export const slice: KerasFormOf<{
  readonly begin: number;
  readonly size: number;
  readonly axis: string;
  readonly step: number;
}> = {
  type: 'slice',
  write({ begin, size, axis, step }, { inputs }) {
    const shape = firstShape(inputs);
    const at = axisIn(shape, axis) ?? 0;
    const place = at === shape.length - 1 ? -1 : at + 1;
    const stop = begin + (size - 1) * step + 1;
    return row(operation('getitem', { axis: place, start: begin, stop, step }));
  },
};
