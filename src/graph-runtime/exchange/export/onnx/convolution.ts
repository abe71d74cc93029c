import type { Window } from '../../../layers/window';
import type { OnnxAttributes } from './form';

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

/**
 * From a depthwise `[height, width, channels, multiplier]` to `[channels · multiplier, 1, height, width]`: the filters of a channel lie
 * together in both.
 */
export function depthwiseKernel(shape: {
  readonly size: readonly [number, number];
  readonly channels: number;
  readonly multiplier: number;
}): { readonly permutation: readonly number[]; readonly dims: readonly number[] } {
  const { size, channels, multiplier } = shape;
  return { permutation: [2, 3, 0, 1], dims: [channels * multiplier, 1, ...size] };
}
