import type { OnnxForm } from '../form';
import { channelAxis } from '../layout';
import { existing } from '../one-operator';

/** Over the channels. */
export const logSoftmax: OnnxForm = {
  type: 'logSoftmax',
  write(builder, _parameters, [input]) {
    const { name, shape } = existing(input);
    return builder.node('LogSoftmax', [name], { axis: channelAxis(shape) });
  },
};
