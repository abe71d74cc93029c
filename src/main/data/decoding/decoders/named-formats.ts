import { hasText } from '../byte-reader';
import type { ImageFormat } from '../image';
import { type ImageDecoder, UNKNOWN_HEADER } from '../image-decoder';
import { unsupported } from '../image-problem';

/** A format that is recognized so that users learn what it is; the words of `image-unsupported` say how to convert it. */
function named(format: ImageFormat, name: string, matches: ImageDecoder['matches']): ImageDecoder {
  return { format, matches, readHeader: () => UNKNOWN_HEADER, decode: () => unsupported(name) };
}

/** Whether an ISO base media file says that it can be read as one of these. */
function hasBrand(head: Uint8Array, brands: readonly string[]): boolean {
  if (!hasText(head, 4, 'ftyp')) return false;
  const length = ((head[2] ?? 0) << 8) | (head[3] ?? 0);
  // The major brand, its version, and compatible brands.
  for (let at = 8; at + 4 <= Math.min(length, head.length); at += at === 8 ? 8 : 4) {
    if (brands.some((brand) => hasText(head, at, brand))) return true;
  }
  return false;
}

export const avif = named('avif', 'AVIF', (head) => hasBrand(head, ['avif', 'avis']));

/** What phones of Apple's write; its decoders are under licenses that Netloom cannot ship. */
export const heic = named('heic', 'HEIC', (head) =>
  hasBrand(head, ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']),
);

export const jpegXl = named(
  'jpeg-xl',
  'JPEG XL',
  (head) => (head[0] === 0xff && head[1] === 0x0a) || hasText(head, 4, 'JXL \r\n\x87\n'),
);

export const jpeg2000 = named(
  'jpeg-2000',
  'JPEG 2000',
  (head) => hasText(head, 4, 'jP  \r\n\x87\n') || hasText(head, 0, '\xff\x4f\xff\x51'),
);

export const psd = named('psd', 'Photoshop', (head) => hasText(head, 0, '8BPS'));

export const ico = named(
  'ico',
  'Windows icon',
  (head) => hasText(head, 0, '\0\0\x01\0') && (head[4] ?? 0) > 0 && head[5] === 0,
);

const SVG_TEXT = /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/;

export const svg = named('svg', 'SVG', (head) =>
  SVG_TEXT.test(Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1_024)).toString('latin1')),
);
