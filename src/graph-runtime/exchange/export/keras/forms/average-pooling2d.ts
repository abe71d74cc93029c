import { type PoolingParameters, poolingWindow } from '../../../../layers/pooling';
import { firstShape } from '../../../../layers/shape-rules';
import { namedPadding } from '../../named-padding';
import { layer, NotInKeras, row, zeros } from '../call';
import type { KerasFormOf } from '../form';

/** `AveragePooling2D`, which leaves padded cells out; where they count, zeros are added before. */
export const averagePooling2d: KerasFormOf<PoolingParameters & { readonly countIncludePadding: boolean }> = {
  type: 'averagePooling2d',
  write(parameters, { inputs }) {
    const { poolSize, strides, countIncludePadding } = parameters;
    const window = poolingWindow(parameters, firstShape(inputs));
    const pool = (padding: string) => layer('AveragePooling2D', { pool_size: poolSize, strides, padding });
    const named = namedPadding(window);
    if (named === 'valid' || (named === 'same' && !countIncludePadding)) return row(pool(named));
    const { height, width } = window;
    if (!countIncludePadding || height.overhang + width.overhang > 0) throw new NotInKeras('keras-padding');
    const sides = { top: height.before, bottom: height.after, left: width.before, right: width.after };
    return row(...zeros(sides), pool('valid'));
  },
};
