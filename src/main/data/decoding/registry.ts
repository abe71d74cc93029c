import { bmp } from './decoders/bmp';
import { gif } from './decoders/gif';
import { jpeg } from './decoders/jpeg';
import { avif, heic, ico, jpeg2000, jpegXl, psd, svg } from './decoders/named-formats';
import { png } from './decoders/png';
import { ppm } from './decoders/ppm';
import { tiff } from './decoders/tiff';
import { webp } from './decoders/webp';
import type { ImageDecoder } from './image-decoder';

/** Every format of images that is known, also those that are only named. The first that recognizes a file has it. */
export const IMAGE_DECODERS: readonly ImageDecoder[] = [
  jpeg,
  png,
  gif,
  bmp,
  webp,
  tiff,
  ppm,
  avif,
  heic,
  jpegXl,
  jpeg2000,
  psd,
  ico,
  svg,
];
