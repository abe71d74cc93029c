import { firstShape } from '../../../../layers/shape-rules';
import { layer, row } from '../call';
import type { KerasFormOf } from '../form';

/** `Dot` along an axis of each, then `Rescaling`. */
export const matMul: KerasFormOf<{ readonly transpose: boolean; readonly scale: boolean }> = {
  type: 'matMul',
  write({ transpose, scale }, { inputs }) {
    const axes = [2, transpose ? 2 : 1];
    if (!scale) return row(layer('Dot', { axes }));
    const factor = 1 / Math.sqrt(firstShape(inputs)[1] ?? 1);
    return row(layer('Dot', { axes }, { suffix: 'product' }), layer('Rescaling', { scale: factor }));
  },
};
