import { asImage } from '../../../layers/shape-rules';
import type { OnnxBuilder, OnnxInput, WeightChange } from './form';

/** Where axes lie: images `[height, width, channels]` of the network are `[batch, channels, height, width]` in ONNX; all else is the same. */

/** The dimensions of a shape in ONNX, without the batch axis. */
export function channelsFirst(shape: readonly number[]): readonly number[] {
  const image = asImage(shape);
  return image === null ? shape : [image[2], image[0], image[1]];
}

/** Of each axis in ONNX, without the batch axis, which axis of the network it is. */
export function networkAxes(rank: number): readonly number[] {
  return rank === 3 ? [2, 0, 1] : Array.from({ length: rank }, (_, axis) => axis);
}

/** The axis of the channels, counted with the batch axis. */
export function channelAxis(shape: readonly number[]): number {
  return shape.length === 3 ? 1 : shape.length;
}

/** A weight with one number a channel, as it meets values of a shape. */
export function perChannel(shape: readonly number[]): WeightChange {
  return shape.length === 3 ? { dims: [shape[2] ?? 1, 1, 1] } : {};
}

/** Whether the values lie in the same order in both layouts: there is one pixel, or one channel, or no image. */
function isSameOrder(shape: readonly number[]): boolean {
  const image = asImage(shape);
  return image === null || image[0] * image[1] === 1 || image[2] === 1;
}

/** The value with the order of the network: rows, columns, channels. Its dimensions are only the same where the order is not. */
export function inNetworkOrder(builder: OnnxBuilder, { name, shape }: OnnxInput): string {
  return isSameOrder(shape) ? name : builder.node('Transpose', [name], { perm: [0, 2, 3, 1] });
}

/** Values in the order of the network, in any dimensions, as ONNX has that shape. */
export function fromNetworkOrder(builder: OnnxBuilder, name: string, shape: readonly number[]): string {
  const reshaped = (dims: readonly number[]) =>
    builder.node('Reshape', [name, builder.integers([0, ...dims])]);
  if (isSameOrder(shape)) return reshaped(channelsFirst(shape));
  const image = builder.node('Reshape', [name, builder.integers([0, ...shape])]);
  return builder.node('Transpose', [image], { perm: [0, 3, 1, 2] });
}

/** Does something to a value with the channels last, as operators want it that know no other place for them. */
export function withChannelsLast(
  builder: OnnxBuilder,
  { name, shape }: OnnxInput,
  work: (channelsLast: string) => string,
): string {
  return shape.length === 3 ? withAxes(builder, name, [0, 2, 3, 1], [0, 3, 1, 2], work) : work(name);
}

/** The same with the channels on the second axis. */
export function withChannelsSecond(
  builder: OnnxBuilder,
  { name, shape }: OnnxInput,
  work: (channelsSecond: string) => string,
): string {
  return shape.length === 2 ? withAxes(builder, name, [0, 2, 1], [0, 2, 1], work) : work(name);
}

/** Does something to a value with its axes in the order `there`, and brings them `back`. */
function withAxes(
  builder: OnnxBuilder,
  name: string,
  there: readonly number[],
  back: readonly number[],
  work: (moved: string) => string,
): string {
  const moved = builder.node('Transpose', [name], { perm: there });
  return builder.node('Transpose', [work(moved)], { perm: back });
}
