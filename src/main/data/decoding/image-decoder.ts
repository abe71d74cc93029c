import type { ImageFormat, ImageNote, Orientation } from './image';

/** Pixels as a decoder finds them, before the orientation is applied. */
export interface DecodedPixels {
  /** `[height, width, 4]`, RGBA */
  readonly pixels: Uint8Array;
  /** As in `DecodedImage`; absent: there are none. */
  readonly indices?: Uint8Array | null;
  /** Says that every pixel is opaque, so that nobody has to look. */
  readonly isOpaque?: boolean;
  readonly notes?: readonly ImageNote[];
}

export interface ImageHeader {
  /** 0 where the bytes at hand do not reach far enough. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
}

/** A format of images: one object in one file, found by one line of the registry. */
export interface ImageDecoder {
  readonly format: ImageFormat;
  /** Whether a file with these first bytes is of this format; the bytes may be few. */
  matches(head: Uint8Array): boolean;
  /** What the header says; never throws, and never decodes. */
  readHeader(bytes: Uint8Array): ImageHeader;
  /**
   * @param header of these bytes, within the limits
   * @throws ImageProblem
   */
  decode(bytes: Uint8Array, header: ImageHeader): DecodedPixels | Promise<DecodedPixels>;
}

/** For formats, or files, whose header does not say. */
export const UNKNOWN_HEADER: ImageHeader = { width: 0, height: 0, orientation: 1 };
