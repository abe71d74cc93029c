import { type ConvolutionWindow, convolutionWindow } from '../../../../layers/convolution';
import { convolutionAttributes, depthwiseKernel } from '../convolution';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `Conv` with a group for each channel. */
export const depthwiseConv2d: OnnxForm<
  ConvolutionWindow & { readonly depthMultiplier: number; readonly useBias: boolean }
> = {
  type: 'depthwiseConv2d',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const { kernelSize, depthMultiplier, useBias } = parameters;
    const channels = shape[2] ?? 1;
    const change = depthwiseKernel({ size: kernelSize, channels, multiplier: depthMultiplier });
    const bias = useBias ? [builder.weight('bias')] : [];
    return builder.node(
      'Conv',
      [name, builder.weight('kernel', change), ...bias],
      convolutionAttributes(convolutionWindow(parameters, shape), channels),
    );
  },
};
