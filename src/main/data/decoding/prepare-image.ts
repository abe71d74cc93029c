import { createHash } from 'node:crypto';
import { differenceHash } from './difference-hash';
import { type FitOptions, fitImage } from './fit-image';
import type { DecodedImage, ImageFormat, ImageNote } from './image';

export interface PrepareOptions {
  /** Null: only what is known of the image is wanted, no pixels. */
  readonly fit: FitOptions | null;
}

/** An image as a network takes it, and what tells it from others. */
export interface PreparedImage {
  readonly format: ImageFormat;
  /** Of the upright image, before it was fitted. */
  readonly width: number;
  readonly height: number;
  readonly isGray: boolean;
  readonly hasAlpha: boolean;
  readonly notes: readonly ImageNote[];
  /** SHA-256 of size and decoded pixels, 64 hexadecimal digits: equal for a picture saved in another format without loss. */
  readonly sha256: string;
  /** `differenceHash` of the decoded image. */
  readonly differenceHash: string;
  /** `[height, width, channels]` as asked for; empty if `fit` is null. */
  readonly pixels: Uint8Array;
}

/** Fits a decoded image and computes its hashes. The same bytes give the same result on every machine. */
export function prepareImage(image: DecodedImage, { fit }: PrepareOptions): PreparedImage {
  const { format, width, height, isGray, hasAlpha, notes } = image;
  return {
    format,
    width,
    height,
    isGray,
    hasAlpha,
    notes,
    sha256: hashPixels(image),
    differenceHash: differenceHash(image),
    pixels: fit === null ? new Uint8Array() : fitImage(image, fit),
  };
}

/** SHA-256 of the size and the pixels, wherever they came from: equal for equal images. */
export function hashPixels({
  width,
  height,
  pixels,
}: Pick<DecodedImage, 'width' | 'height' | 'pixels'>): string {
  return createHash('sha256').update(`${width} x ${height}\n`).update(pixels).digest('hex');
}
