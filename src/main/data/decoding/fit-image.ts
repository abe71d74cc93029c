import { type Background, flattenOn, grayOf, lumaOf } from './flatten';
import type { DecodedImage } from './image';
import { type Box, resample, type ResampleSource } from './resample';
import { roundHalfToEven } from './round-half-to-even';

export interface FitOptions {
  /** Pixels of the result. */
  readonly height: number;
  readonly width: number;
  /** 1: gray, 3: red, green and blue. */
  readonly channels: 1 | 3;
  /**
   * How an image of another shape becomes one of this size. `squash`: both sides are scaled to fit. `crop`: the shorter side fits, what is left
   * over of the longer one is cut off on both ends. `pad`: the longer side fits, the rest is background.
   */
  readonly fit: 'squash' | 'crop' | 'pad';
  /** What lies behind transparent pixels and around a padded image. */
  readonly background: Background;
}

/**
 * The image in the size and with the channels that a network takes, `[height, width, channels]`. Bit for bit what Pillow makes of it:
 * composited on the background, `convert('L')` if gray, then `resize`, `ImageOps.fit` or `ImageOps.pad`, each with `BILINEAR`.
 */
export function fitImage(image: DecodedImage, options: FitOptions): Uint8Array {
  const { height, width, channels, fit } = options;
  const source = sourceOf(image, options);
  switch (fit) {
    case 'squash':
      return resample(source, width, height, [0, 0, image.width, image.height]);
    case 'crop':
      return resample(source, width, height, cropBox(image, width, height));
    case 'pad': {
      const inner = containedSize(image, width, height);
      const scaled = resample(source, inner.width, inner.height, [0, 0, image.width, image.height]);
      return padded(scaled, inner, options, channels);
    }
  }
}

function sourceOf(image: DecodedImage, { channels, background }: FitOptions): ResampleSource {
  const { width, height } = image;
  const flat = flattenOn(image, background);
  return channels === 1
    ? { data: grayOf(flat), width, height, channels }
    : { data: flat, width, height, channels };
}

/** The largest part of that shape in the middle of the image, as `ImageOps.fit` cuts it out. */
export function cropBox(image: Size, width: number, height: number): Box {
  const shape = image.width / image.height;
  const wanted = width / height;
  const isWider = shape >= wanted;
  const cropWidth = shape === wanted || !isWider ? image.width : wanted * image.height;
  const cropHeight = isWider ? image.height : image.width / wanted;
  const left = (image.width - cropWidth) * 0.5;
  const top = (image.height - cropHeight) * 0.5;
  return [left, top, left + cropWidth, top + cropHeight];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size of the image's shape that fits, as `ImageOps.contain` has it; no side is less than a pixel. */
export function containedSize(image: Size, width: number, height: number): Size {
  const shape = image.width / image.height;
  const wanted = width / height;
  if (shape > wanted) {
    return { width, height: Math.max(1, roundHalfToEven((image.height / image.width) * width)) };
  }
  if (shape < wanted) {
    return { width: Math.max(1, roundHalfToEven((image.width / image.height) * height)), height };
  }
  return { width, height };
}

/** Where a smaller side begins in the middle of a larger one, as `ImageOps.pad` has it. */
export function padStart(larger: number, smaller: number): number {
  return roundHalfToEven((larger - smaller) * 0.5);
}

function padded(
  scaled: Uint8Array,
  inner: Size,
  { width, height, background }: FitOptions,
  channels: 1 | 3,
): Uint8Array {
  if (inner.width === width && inner.height === height) return scaled;
  const color = channels === 1 ? [lumaOf(...background)] : background;
  const result = new Uint8Array(height * width * channels).map((_, at) => color[at % channels] ?? 0);
  const left = padStart(width, inner.width);
  const top = padStart(height, inner.height);
  const rowBytes = inner.width * channels;
  for (let row = 0; row < inner.height; row += 1) {
    const line = scaled.subarray(row * rowBytes, (row + 1) * rowBytes);
    result.set(line, ((top + row) * width + left) * channels);
  }
  return result;
}
