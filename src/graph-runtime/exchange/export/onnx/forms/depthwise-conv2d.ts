import { type DepthwiseParameters, filterChannels } from '../convolution';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `Conv` with a group for each channel. */
export const depthwiseConv2d: OnnxForm<DepthwiseParameters> = {
  type: 'depthwiseConv2d',
  write(builder, parameters, [input]) {
    const bias = parameters.useBias ? [builder.weight('bias')] : [];
    return filterChannels(builder, parameters, existing(input), 'kernel', bias);
  },
};
