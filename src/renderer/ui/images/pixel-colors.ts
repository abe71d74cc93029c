/** How numbers become colors of pixels. */
export type ColorScale = 'gray' | 'diverging' | 'heat';

type Color = readonly [red: number, green: number, blue: number];

/** Blue below zero, white at it, orange above: the two ends differ for color-blind eyes too. */
const NEGATIVE: Color = [0, 96, 168];
const POSITIVE: Color = [200, 84, 0];
/** The same two hues, bright enough to be seen over dark images. */
const BRIGHT_NEGATIVE: Color = [56, 152, 236];
const BRIGHT_POSITIVE: Color = [255, 140, 32];
/** Five stops of viridis (van der Walt and Smith 2015), even in lightness, so that it reads in gray too. */
const VIRIDIS: readonly Color[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
];

function mix(a: Color, b: Color, share: number): Color {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

/** Color of a place on the scale: 0 to 1, for `diverging` -1 to 1. What is not finite is magenta. */
export function colorAt(scale: ColorScale, place: number): Color {
  if (!Number.isFinite(place)) return [230, 0, 160];
  if (scale === 'gray') {
    const gray = clamp(place) * 255;
    return [gray, gray, gray];
  }
  if (scale === 'diverging')
    return mix([255, 255, 255], place < 0 ? NEGATIVE : POSITIVE, clamp(Math.abs(place)));
  const position = clamp(place) * (VIRIDIS.length - 1);
  const below = Math.min(VIRIDIS.length - 2, Math.floor(position));
  const [first = [0, 0, 0], second = [0, 0, 0]] = VIRIDIS.slice(below, below + 2);
  return mix(first, second, position - below);
}

/** One image: channels last, one channel in the colors of the scale, three as they are. */
export interface PixelSource {
  readonly values: ArrayLike<number>;
  /** Where in `values` it begins, and how far apart its pixels and their channels are. */
  readonly offset: number;
  readonly pixelStride: number;
  readonly channelStride: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** The range of values that the scale spans. */
export interface ValueRange {
  readonly minimum: number;
  readonly maximum: number;
}

/** Smallest and largest finite value; [0, 0] when there is none. */
export function rangeOf(values: ArrayLike<number>): ValueRange {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return minimum <= maximum ? { minimum, maximum } : { minimum: 0, maximum: 0 };
}

/** Paints the image into RGBA bytes of `width * height` pixels. */
export function paintPixels(
  source: PixelSource,
  scale: ColorScale,
  range: ValueRange,
  target: Uint8ClampedArray,
): void {
  const { values, offset, pixelStride, channelStride, height, width, channels } = source;
  const span = range.maximum - range.minimum;
  const largest = Math.max(Math.abs(range.minimum), Math.abs(range.maximum));
  const placeOf = (value: number) =>
    scale === 'diverging'
      ? largest === 0
        ? 0
        : value / largest
      : span === 0
        ? 0
        : (value - range.minimum) / span;
  for (let pixel = 0; pixel < height * width; pixel += 1) {
    const start = offset + pixel * pixelStride;
    const read = (channel: number) => placeOf(values[start + channel * channelStride] ?? Number.NaN);
    const color: Color =
      channels === 3 ? [read(0) * 255, read(1) * 255, read(2) * 255] : colorAt(scale, read(0));
    target[4 * pixel] = color[0];
    target[4 * pixel + 1] = color[1];
    target[4 * pixel + 2] = color[2];
    target[4 * pixel + 3] = 255;
  }
}

/** How much of an image the strongest evidence covers. */
const MOST_OPAQUE = 0.85;

/** Paints numbers to be laid over an image into RGBA bytes: the stronger, the less of the image is left to see. */
export function paintEvidence(values: ArrayLike<number>, target: Uint8ClampedArray): void {
  const { minimum, maximum } = rangeOf(values);
  const largest = Math.max(Math.abs(minimum), Math.abs(maximum));
  for (let at = 0; at < values.length; at += 1) {
    const share = largest === 0 ? 0 : (values[at] ?? 0) / largest;
    const [red, green, blue] = share < 0 ? BRIGHT_NEGATIVE : BRIGHT_POSITIVE;
    target[4 * at] = red;
    target[4 * at + 1] = green;
    target[4 * at + 2] = blue;
    target[4 * at + 3] = 255 * MOST_OPAQUE * Math.abs(share);
  }
}

/** The `index`-th image of `[count, height, width, channels]` values. */
export function imageOf(values: ArrayLike<number>, shape: readonly number[], index = 0): PixelSource {
  const [height = 1, width = 1, channels = 1] = shape;
  return {
    values,
    offset: index * height * width * channels,
    pixelStride: channels,
    channelStride: 1,
    height,
    width,
    channels: channels === 3 ? 3 : 1,
  };
}
