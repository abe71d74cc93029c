/** Where axes lie: images `[height, width, channels]` of the network are `[batch, channels, height, width]` in PyTorch; all else is the same. */

/** The sizes of a shape in PyTorch, without the batch axis. */
export function channelsFirst<T extends number | string>(shape: readonly T[]): readonly T[] {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined)
    return shape;
  return [channels, height, width];
}

/** The axis of the channels, counted with the batch axis. */
export function channelAxis(shape: readonly number[]): number {
  return shape.length === 3 ? 1 : shape.length;
}

/** Of each axis in PyTorch, without the batch axis, which axis of the network it is. */
export function networkAxes(rank: number): readonly number[] {
  return rank === 3 ? [2, 0, 1] : Array.from({ length: rank }, (_, axis) => axis);
}

/** Whether the values lie in the same order in both layouts: there is one pixel, or one channel, or no image. */
export function isSameOrder(shape: readonly number[]): boolean {
  const [height = 1, width = 1, channels = 1] = shape;
  return shape.length !== 3 || height * width === 1 || channels === 1;
}

/** From `[height, width, in / groups, out]` to `[out, in / groups, height, width]`. */
export const KERNEL = [3, 2, 0, 1] as const;

/** From a depthwise `[height, width, channels, multiplier]`; the filters of a channel lie together in both. */
export const DEPTHWISE_KERNEL = [2, 3, 0, 1] as const;
