import type { Sides, Window } from '../../../layers/window';
import { NotInTfjs, type TfjsBuilder } from './form';

/** The input with zeros around it, as far as windows reach; the same name where there are none. */
export function zeroPadded(builder: TfjsBuilder, input: string, { height, width }: Window): string {
  const sides = {
    ...{ top: height.before, bottom: height.after + height.overhang },
    ...{ left: width.before, right: width.after + width.overhang },
  };
  return addZeros(builder, input, sides);
}

/** A layer that adds zeros; none where there are none. */
export function addZeros(builder: TfjsBuilder, input: string, { top, bottom, left, right }: Sides): string {
  if (top + bottom + left + right === 0) return input;
  const padding = [
    [top, bottom],
    [left, right],
  ];
  return builder.layer('ZeroPadding2D', [input], { padding, data_format: 'channels_last' });
}

/** TensorFlow.js computes no window that moves by steps and has holes. */
export function requireStrideOrDilation(strides: readonly number[], dilation: readonly number[]): void {
  if (strides.some((step) => step > 1) && dilation.some((rate) => rate > 1)) {
    throw new NotInTfjs('tfjs-strides-and-dilation');
  }
}

/** TensorFlow.js takes the size of a depthwise convolution's output for that of one without holes. */
export function requireNoDilation(dilation: readonly number[]): void {
  if (dilation.some((rate) => rate > 1)) throw new NotInTfjs('tfjs-dilation');
}
