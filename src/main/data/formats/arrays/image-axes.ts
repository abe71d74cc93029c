import type { NamedArray } from './named-array';

/** How the numbers of one example become `[height, width, channels]`. */
export interface ImageAxes {
  readonly shape: readonly [height: number, width: number, channels: number];
  /** Steps between neighboring rows, columns and channels. */
  readonly steps: readonly [row: number, column: number, channel: number];
}

/** Channels of an image that can be stored; a fourth one is transparency, and left out. */
const isColors = (size: number) => size === 1 || size === 3;
const isChannels = (size: number) => isColors(size) || size === 4;
const storedChannels = (size: number) => (size === 4 ? 3 : size);

/** Null where examples are no images: rows of numbers, other shapes. */
export function imageAxesOf({ shape, isReversed = false }: NamedArray): ImageAxes | null {
  const [, a = 0, b = 0, c = 0] = shape;
  if (shape.length === 2) return flatAxes(a);
  if (shape.length === 3) return turned([a, b, 1], [b, 1, 1], isReversed);
  if (shape.length !== 4) return null;
  // Channels last, as TensorFlow has them, unless the first axis fits better: a width of 4 is no transparency.
  const isLast = isReversed ? !isChannels(a) : isColors(c) || (c === 4 && !isColors(a));
  if (isLast && isChannels(c)) return turned([a, b, storedChannels(c)], [b * c, c, 1], isReversed);
  return isChannels(a) ? turned([b, c, storedChannels(a)], [c, 1, b * c], isReversed) : null;
}

/** MATLAB stores columns where others store rows. */
function turned(shape: ImageAxes['shape'], steps: ImageAxes['steps'], isReversed: boolean): ImageAxes {
  if (!isReversed) return { shape, steps };
  const [first, second, channels] = shape;
  const [firstStep, secondStep, channelStep] = steps;
  return { shape: [second, first, channels], steps: [secondStep, firstStep, channelStep] };
}

/** Flattened square images: gray, or as CIFAR stores them, one channel after the other. */
function flatAxes(size: number): ImageAxes | null {
  const side = Math.sqrt(size);
  if (Number.isInteger(side) && side >= 4) return { shape: [side, side, 1], steps: [side, 1, 1] };
  const third = Math.sqrt(size / 3);
  if (!Number.isInteger(third) || third < 4) return null;
  return { shape: [third, third, 3], steps: [third, 1, third * third] };
}
