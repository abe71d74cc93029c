import { firstShape } from '../../../../layers/shape-rules';
import { layer, row } from '../call';
import type { KerasFormOf } from '../form';

/** A factor for each channel: `EinsumDense` whose kernel is a vector. */
export const layerScale: KerasFormOf<{ readonly initial: number }> = {
  type: 'layerScale',
  write({ initial }, { inputs }) {
    const shape = firstShape(inputs);
    const axes = `${'bxyzuvw'.slice(0, shape.length)}c`;
    const given = { equation: `${axes},c->${axes}`, output_shape: shape };
    return row(layer('EinsumDense', { ...given, kernel_initializer: { constant: initial } }));
  },
};
