import type { OnnxForm } from '../form';
import { channelAxis } from '../layout';
import { existing, nameOf } from '../one-operator';

/** `Concat` along the channels. */
export const concatenate: OnnxForm = {
  type: 'concatenate',
  write(builder, _parameters, inputs) {
    const [first] = inputs;
    if (inputs.length === 1) return nameOf(first);
    const names = inputs.map(({ name }) => name);
    return builder.node('Concat', names, { axis: channelAxis(existing(first).shape) });
  },
};
