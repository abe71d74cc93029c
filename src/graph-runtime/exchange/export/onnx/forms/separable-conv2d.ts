import { type DepthwiseParameters, filterChannels, KERNEL } from '../convolution';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** A `Conv` with a group for each channel, and one of single pixels. */
export const separableConv2d: OnnxForm<DepthwiseParameters> = {
  type: 'separableConv2d',
  write(builder, parameters, [input]) {
    const filtered = filterChannels(builder, parameters, existing(input), 'depthwiseKernel');
    const bias = parameters.useBias ? [builder.weight('bias')] : [];
    return builder.node('Conv', [filtered, builder.weight('pointwiseKernel', KERNEL), ...bias]);
  },
};
