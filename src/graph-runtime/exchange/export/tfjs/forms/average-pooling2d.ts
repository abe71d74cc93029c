import { type PoolingParameters, poolingWindow } from '../../../../layers/pooling';
import { existing, NotInTfjs, type TfjsForm } from '../form';
import { namedPadding } from '../../named-padding';
import { zeroPadded } from '../window';

/** `AveragePooling2D`, which leaves padded cells out; where they count, zeros are added before. */
export const averagePooling2d: TfjsForm<PoolingParameters & { readonly countIncludePadding: boolean }> = {
  type: 'averagePooling2d',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const { poolSize, strides, countIncludePadding } = parameters;
    const window = poolingWindow(parameters, shape);
    const pool = (from: string, padding: string) =>
      builder.layer('AveragePooling2D', [from], {
        ...{ pool_size: poolSize, strides, padding, data_format: 'channels_last' },
      });
    const named = namedPadding(window);
    if (named === 'valid' || (named === 'same' && !countIncludePadding)) return pool(name, named);
    const overhangs = window.height.overhang + window.width.overhang;
    if (!countIncludePadding || overhangs > 0) throw new NotInTfjs('tfjs-padding');
    return pool(zeroPadded(builder, name, window), 'valid');
  },
};
