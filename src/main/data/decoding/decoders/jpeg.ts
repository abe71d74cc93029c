import { decode as decodeInScript } from 'jpeg-js';
import type { DecodedPixels, ImageDecoder, ImageHeader } from '../image-decoder';
import { damaged, ImageProblem, truncated } from '../image-problem';
import { jpegCodec } from '../wasm/codecs';
import { type JpegStructure, readJpegHeader, readJpegStructure } from './jpeg-structure';

/** What libjpeg says when data are missing or wrong, and it has filled the gap with gray. */
const TRUNCATED = /premature end of (jpeg )?(file|data)/i;
const DAMAGED = /corrupt jpeg data|bad huffman|inconsistent progression/i;
/** Bytes between the last pixel and the end of the image: nothing is missing. */
const HARMLESS = /extraneous bytes before marker 0xd9/i;

/** JPEG with one, three or four components, sequential or progressive; bit for bit as Pillow reads it, CMYK within 1. */
export const jpeg: ImageDecoder = {
  format: 'jpeg',
  matches: (head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff,
  readHeader: readJpegHeader,
  decode(bytes, header) {
    // 64 pixels take a bit at least: a few bytes that claim to be a large image get no memory for it.
    if (header.width * header.height > 512 * bytes.length) truncated('fewer data than the size takes');
    const structure = readJpegStructure(bytes);
    if (header.width === 0 || header.height === 0) damaged('no size before the pixels');
    return structure.components === 4 ? decodeCmyk(structure, header) : decodeColors(structure, header);
  },
};

async function decodeColors(
  structure: JpegStructure,
  { width, height }: ImageHeader,
): Promise<DecodedPixels> {
  const { image, messages } = await jpegCodec.decode(structure.bytes);
  const problem = messages.find((message) => !HARMLESS.test(message));
  if (problem !== undefined && TRUNCATED.test(problem)) truncated(problem);
  if (image === null) return damaged(problem ?? 'the decoder gave up');
  if (problem !== undefined && DAMAGED.test(problem)) damaged(problem);
  if (image.width !== width || image.height !== height) damaged('two sizes that differ');
  const indices = structure.components === 1 ? everyFourth(image.pixels) : null;
  return { pixels: image.pixels, indices, isOpaque: true };
}

function everyFourth(pixels: Uint8Array): Uint8Array {
  const result = new Uint8Array(pixels.length / 4);
  for (let place = 0; place < result.length; place += 1) result[place] = pixels[4 * place] ?? 0;
  return result;
}

/** The decoder in JavaScript takes 45 bytes of memory a pixel. */
const MOST_CMYK_PIXELS = 32_000_000;

const ADOBE_MARKER = Buffer.from('ffee000e41646f626500640000000000', 'hex');

/** The WebAssembly decoder has no CMYK. Without Adobe's marker the inks are taken as Adobe writes them, as Pillow does. */
function decodeCmyk({ bytes, hasAdobeMarker }: JpegStructure, { width, height }: ImageHeader): DecodedPixels {
  if (width * height > MOST_CMYK_PIXELS)
    throw new ImageProblem('image-too-large', `CMYK, ${width} x ${height}`);
  const marked = hasAdobeMarker
    ? bytes
    : Buffer.concat([bytes.subarray(0, 2), ADOBE_MARKER, bytes.subarray(2)]);
  let image: { readonly width: number; readonly height: number; readonly data: Uint8Array };
  try {
    image = decodeInScript(marked, {
      useTArray: true,
      formatAsRGBA: true,
      tolerantDecoding: false,
      maxResolutionInMP: Number.POSITIVE_INFINITY,
      maxMemoryUsageInMB: 4_096,
    });
  } catch (error) {
    return damaged(error instanceof Error ? error.message : String(error));
  }
  if (image.width !== width || image.height !== height) damaged('two sizes that differ');
  return { pixels: image.data, isOpaque: true };
}
