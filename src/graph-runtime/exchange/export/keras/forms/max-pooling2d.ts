import { type PoolingParameters, poolingWindow } from '../../../../layers/pooling';
import { firstShape } from '../../../../layers/shape-rules';
import { namedPadding } from '../../named-padding';
import { type KerasForm, layer, operation, row, zeros } from '../call';
import type { KerasFormOf } from '../form';

/** Less than every float32 that a network computes: JSON has no infinity. */
const LOWEST = -3.4e38;

/** `MaxPooling2D`; around it, zeros stand for padding where nothing is below 0, else the lowest number. */
export const maxPooling2d: KerasFormOf<PoolingParameters> = {
  type: 'maxPooling2d',
  write(parameters, { inputs, isNonNegative }): KerasForm {
    const { poolSize, strides } = parameters;
    const window = poolingWindow(parameters, firstShape(inputs));
    const named = namedPadding(window);
    const pool = layer('MaxPooling2D', { pool_size: poolSize, strides, padding: named ?? 'valid' });
    if (named !== null) return row(pool);
    const { height, width } = window;
    const sides = {
      ...{ top: height.before, bottom: height.after + height.overhang },
      ...{ left: width.before, right: width.after + width.overhang },
    };
    if (isNonNegative) return row(...zeros(sides), pool);
    const cells = [
      [0, 0],
      [sides.top, sides.bottom],
      [sides.left, sides.right],
      [0, 0],
    ];
    return row(operation('pad', { pad_width: cells, constant_values: LOWEST }, { suffix: 'pad' }), pool);
  },
};
