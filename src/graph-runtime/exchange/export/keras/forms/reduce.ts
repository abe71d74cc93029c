import { axesIn } from '../../../../layers/reduce';
import { firstShape } from '../../../../layers/shape-rules';
import { type KerasCall, layer, operation, row } from '../call';
import type { KerasFormOf } from '../form';

/** Below this, a norm is taken for 0. */
const SMALLEST_SQUARE = 1e-30;

const NAMES: Readonly<Record<string, string>> = { avg: 'mean', max: 'max', sum: 'sum' };

/** `ops.mean`, `ops.max`, `ops.sum`; the norm by the root of the sum of squares. */
export const reduce: KerasFormOf<{
  readonly operation: string;
  readonly axes: string;
  readonly keepDimensions: boolean;
}> = {
  type: 'reduce',
  write(parameters, { inputs, output }) {
    const shape = firstShape(inputs);
    const axes = axesIn(shape, parameters.axes).map((axis) => axis + 1);
    // A number is a vector of one here.
    const isNumber = axes.length === shape.length && !parameters.keepDimensions;
    const given = { axis: axes, keepdims: parameters.keepDimensions || isNumber };
    const name = NAMES[parameters.operation];
    const calls: readonly KerasCall[] =
      name !== undefined
        ? [operation(name, given)]
        : [
            operation('square', {}, { suffix: 'squares' }),
            operation('sum', given, { suffix: 'sum' }),
            operation('maximum', { x2: SMALLEST_SQUARE }, { suffix: 'limit' }),
            operation('sqrt'),
          ];
    return row(
      ...calls,
      ...(isNumber ? [layer('Reshape', { target_shape: output.shape }, { suffix: 'vector' })] : []),
    );
  },
};
