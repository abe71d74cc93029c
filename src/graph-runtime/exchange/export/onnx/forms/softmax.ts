import type { OnnxForm } from '../form';
import { channelAxis } from '../layout';
import { existing } from '../one-operator';

/** Over the channels. */
export const softmax: OnnxForm = {
  type: 'softmax',
  write(builder, _parameters, [input]) {
    const { name, shape } = existing(input);
    return builder.node('Softmax', [name], { axis: channelAxis(shape) });
  },
};
