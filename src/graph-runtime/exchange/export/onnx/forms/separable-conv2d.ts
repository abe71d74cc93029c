import { type ConvolutionWindow, convolutionWindow } from '../../../../layers/convolution';
import { convolutionAttributes, depthwiseKernel, KERNEL } from '../convolution';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** A `Conv` with a group for each channel, and one of single pixels. */
export const separableConv2d: OnnxForm<
  ConvolutionWindow & { readonly depthMultiplier: number; readonly useBias: boolean }
> = {
  type: 'separableConv2d',
  write(builder, parameters, [input]) {
    const { name, shape } = existing(input);
    const { kernelSize, depthMultiplier, useBias } = parameters;
    const channels = shape[2] ?? 1;
    const change = depthwiseKernel({ size: kernelSize, channels, multiplier: depthMultiplier });
    const filtered = builder.node(
      'Conv',
      [name, builder.weight('depthwiseKernel', change)],
      convolutionAttributes(convolutionWindow(parameters, shape), channels),
    );
    const bias = useBias ? [builder.weight('bias')] : [];
    return builder.node('Conv', [filtered, builder.weight('pointwiseKernel', KERNEL), ...bias]);
  },
};
