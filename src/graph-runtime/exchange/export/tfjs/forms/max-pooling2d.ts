import { type PoolingParameters, poolingWindow } from '../../../../layers/pooling';
import { existing, NotInTfjs, type TfjsForm } from '../form';
import { namedPadding } from '../../named-padding';
import { zeroPadded } from '../window';

/** `MaxPooling2D`. Zeros stand for other padding than its own where nothing is below 0. */
export const maxPooling2d: TfjsForm<PoolingParameters> = {
  type: 'maxPooling2d',
  write(builder, parameters, [input]) {
    const { name, shape, isNonNegative } = existing(input);
    const { poolSize, strides } = parameters;
    const window = poolingWindow(parameters, shape);
    const named = namedPadding(window);
    if (named === null && !isNonNegative) throw new NotInTfjs('tfjs-padding');
    const padded = named === null ? zeroPadded(builder, name, window) : name;
    const config = { pool_size: poolSize, strides, padding: named ?? 'valid', data_format: 'channels_last' };
    return builder.layer('MaxPooling2D', [padded], config);
  },
};
