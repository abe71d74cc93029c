import { type ConvolutionWindow, convolutionWindow } from '../../../layers/convolution';
import type { Window } from '../../../layers/window';
import type { OnnxAttributes, OnnxBuilder, OnnxInput } from './form';

/** Padding on all four sides, as operators with a window take it: rows and columns before, then those after. */
export function padsOf({ height, width }: Window): readonly number[] {
  return [height.before, width.before, height.after + height.overhang, width.after + width.overhang];
}

/** The attributes of `Conv`. Padding is in numbers always: what `SAME` means differs from library to library. */
export function convolutionAttributes(window: Window, groups: number): OnnxAttributes {
  const { height, width } = window;
  return {
    kernel_shape: [height.kernel, width.kernel],
    strides: [height.stride, width.stride],
    dilations: [height.dilation, width.dilation],
    pads: padsOf(window),
    group: groups,
  };
}

/** From `[height, width, in / groups, out]` to `[out, in / groups, height, width]`. */
export const KERNEL = { permutation: [3, 2, 0, 1] } as const;

/** The parameters of layers that filter each channel on its own. */
export type DepthwiseParameters = ConvolutionWindow & {
  readonly depthMultiplier: number;
  readonly useBias: boolean;
};

/**
 * `Conv` with a group for each channel. Its kernel, `[height, width, channels, multiplier]` here, becomes
 * `[channels · multiplier, 1, height, width]`: the filters of a channel lie together in both.
 *
 * @param bias names of the weights that follow the kernel
 */
export function filterChannels(
  builder: OnnxBuilder,
  parameters: DepthwiseParameters,
  { name, shape }: OnnxInput,
  weight: string,
  bias: readonly string[] = [],
): string {
  const { kernelSize, depthMultiplier } = parameters;
  const channels = shape[2] ?? 1;
  const kernel = { permutation: [2, 3, 0, 1], dims: [channels * depthMultiplier, 1, ...kernelSize] };
  const inputs = [name, builder.weight(weight, kernel), ...bias];
  return builder.node('Conv', inputs, convolutionAttributes(convolutionWindow(parameters, shape), channels));
}
