import { type DecodedImage, type DecodeLimits, DEFAULT_LIMITS, type ImageFormat } from './image';
import type { DecodedPixels, ImageHeader } from './image-decoder';
import { damaged, ImageProblem } from './image-problem';
import { exchangesAxes, orient } from './orient';
import { decoderOf } from './sniff-image';

/**
 * Decodes an image file, upright. Its content decides what it is. What is larger than the limits is refused before anything is decoded.
 *
 * @throws ImageProblem: the file is empty, no image, of a format that is not read, too large, cut off or damaged
 */
export async function decodeImage(
  bytes: Uint8Array,
  limits: DecodeLimits = DEFAULT_LIMITS,
): Promise<DecodedImage> {
  if (bytes.length === 0) throw new ImageProblem('empty-file', '0 bytes');
  const decoder = decoderOf(bytes) ?? refuseContent(bytes);
  const header = decoder.readHeader(bytes);
  const { width, height } = header;
  if (width * height > limits.maxPixels) throw new ImageProblem('image-too-large', `${width} x ${height}`);
  const decoded = await decoder.decode(bytes, header);
  // Whoever reads the whole file knows best why its header has no size.
  if (width === 0 || height === 0) damaged(`${width} x ${height} pixels`);
  return upright(decoded, header, decoder.format);
}

function refuseContent(bytes: Uint8Array): never {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1');
  const isText = /^[\x20-\x7e\s]+$/.test(start);
  const shown = isText
    ? start.trim().split('\n')[0]?.slice(0, 32)
    : Buffer.from(start.slice(0, 8), 'latin1').toString('hex');
  throw new ImageProblem('not-an-image', shown ?? '');
}

function upright(
  { pixels, indices = null, isOpaque = false, notes = [] }: DecodedPixels,
  header: ImageHeader,
  format: ImageFormat,
): DecodedImage {
  const { width, height, orientation } = header;
  const isTurned = exchangesAxes(orientation);
  const colors = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const turned = orient(colors, width, height, orientation);
  return {
    format,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    pixels: new Uint8Array(turned.buffer, turned.byteOffset, turned.byteLength),
    isGray: isGrayOnly(pixels),
    hasAlpha: !isOpaque && !isOpaqueOnly(pixels),
    indices: indices === null ? null : orient(indices, width, height, orientation),
    notes,
  };
}

function isGrayOnly(pixels: Uint8Array): boolean {
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return false;
  }
  return true;
}

function isOpaqueOnly(pixels: Uint8Array): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return false;
  return true;
}
