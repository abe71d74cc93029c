/** What the first bytes of a file can say about an image: also formats that are only recognized, to be named. */
export type ImageFormat =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'bmp'
  | 'webp'
  | 'tiff'
  | 'ppm'
  | 'avif'
  | 'heic'
  | 'jpeg-xl'
  | 'jpeg-2000'
  | 'psd'
  | 'ico'
  | 'svg';

/** EXIF's numbers: 1 is upright, 2 to 4 are flipped or turned by half, 5 to 8 exchange the axes. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What the header of an image says, before anything is decoded. */
export interface ImageKind {
  readonly format: ImageFormat;
  /** Pixels as stored, before `orientation` is applied; 0 where the bytes at hand do not say. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
}

/** An image in memory, upright. */
export interface DecodedImage {
  readonly format: ImageFormat;
  readonly width: number;
  readonly height: number;
  /** `[height, width, 4]`: red, green, blue, and alpha, which the colors are not multiplied by. */
  readonly pixels: Uint8Array;
  /** Whether red, green and blue are the same in every pixel. */
  readonly isGray: boolean;
  /** Whether some pixel is not opaque. */
  readonly hasAlpha: boolean;
  /**
   * `[height, width]`: numbers as stored, of images with a palette and of gray ones of at most 8 bits: what a mask says about classes. Null
   * for all others.
   */
  readonly indices: Uint8Array | null;
  readonly notes: readonly ImageNote[];
}

/** What is worth saying about an image that can be used: reasons of `contract/data-problems.ts`. */
export type ImageNote = 'animated' | 'reduced-depth';

/** What decoding one image may cost at most. */
export interface DecodeLimits {
  readonly maxPixels: number;
}

/** Pillow's limit against decompression bombs: larger than the photos of nearly all cameras, and 358 MB decoded. */
export const DEFAULT_LIMITS: DecodeLimits = { maxPixels: 89_478_485 };
