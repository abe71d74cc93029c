import { type ConvolutionWindow, convolutionWindow } from '../../../../layers/convolution';
import { convolutionAttributes, KERNEL } from '../convolution';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `Conv`. */
export const conv2d: OnnxForm<ConvolutionWindow & { readonly groups: number; readonly useBias: boolean }> = {
  type: 'conv2d',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const attributes = convolutionAttributes(convolutionWindow(parameters, shape), parameters.groups);
    const bias = parameters.useBias ? [builder.weight('bias')] : [];
    return builder.node('Conv', [name, builder.weight('kernel', KERNEL), ...bias], attributes);
  },
};
