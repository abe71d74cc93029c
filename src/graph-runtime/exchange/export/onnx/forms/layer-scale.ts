import type { OnnxForm } from '../form';
import { perChannel } from '../layout';
import { existing } from '../one-operator';

/** A factor for each channel. */
export const layerScale: OnnxForm = {
  type: 'layerScale',
  write(builder, _parameters, [input]) {
    const { name, shape } = existing(input);
    return builder.node('Mul', [name, builder.weight('gamma', perChannel(shape))]);
  },
};
