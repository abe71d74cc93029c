import { ByteReader, hasText } from '../byte-reader';
import { asOrientation } from '../exif';
import type { ImageNote } from '../image';
import { type DecodedPixels, type ImageDecoder, type ImageHeader, UNKNOWN_HEADER } from '../image-decoder';
import { damaged, ImageProblem, unsupported } from '../image-problem';
import { type TiffColors, TiffPixels } from './tiff-colors';
import { readTiffDirectory, type TiffDirectory } from './tiff-directory';
import { unpackTiffPart } from './tiff-parts';

/** Names of compressions that are not read. */
const COMPRESSIONS: Readonly<Record<number, string>> = {
  2: 'CCITT',
  3: 'CCITT G3',
  4: 'CCITT G4',
  6: 'old JPEG',
  7: 'JPEG',
  34712: 'JPEG 2000',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
};
const READ = [1, 5, 8, 32_773, 32_946];

/**
 * TIFF 6.0, of several pages the first: without compression, LZW, Deflate, PackBits; strips and tiles; gray, palette, RGB, CMYK; 1 to 16 bits
 * a sample (of 16 the higher 8 are used); alpha; predictor; planes.
 */
export const tiff: ImageDecoder = {
  format: 'tiff',
  matches: (head) =>
    hasText(head, 0, 'II*\0') ||
    hasText(head, 0, 'MM\0*') ||
    hasText(head, 0, 'II+\0') ||
    hasText(head, 0, 'MM\0+'),
  readHeader(bytes) {
    try {
      const directory = readTiffDirectory(readerOf(bytes));
      const [width, height] = [directory.number('ImageWidth', 0), directory.number('ImageLength', 0)];
      return { width, height, orientation: asOrientation(directory.number('Orientation', 1)) };
    } catch (error) {
      if (error instanceof ImageProblem) return UNKNOWN_HEADER;
      throw error;
    }
  },
  decode(bytes, header) {
    if (bytes[2] === 43 || bytes[3] === 43) unsupported('BigTIFF');
    const reader = readerOf(bytes);
    const directory = readTiffDirectory(reader);
    return readParts(reader, directory, readColors(directory), header);
  },
};

function readerOf(bytes: Uint8Array): ByteReader {
  return new ByteReader(bytes, hasText(bytes, 0, 'II'));
}

function readColors(directory: TiffDirectory): TiffColors {
  const bits = directory.numbers('BitsPerSample') ?? [1];
  const samples = directory.number('SamplesPerPixel', 1);
  if (new Set(bits).size > 1) unsupported(`TIFF with ${bits.join(', ')} bits`);
  const depth = bits[0] ?? 1;
  if (![1, 2, 4, 8, 16].includes(depth)) unsupported(`TIFF with ${depth} bits per sample`);
  const formats = directory.numbers('SampleFormat') ?? [1];
  // 4: undefined, which programs write for what are integers.
  if (formats.some((format) => format !== 1 && format !== 4))
    unsupported('TIFF with floating-point or signed samples');
  const photometric = directory.number('PhotometricInterpretation', 1);
  const needed = { 0: 1, 1: 1, 2: 3, 3: 1, 5: 4 }[photometric];
  if (needed === undefined) unsupported(`TIFF with color model ${photometric}`);
  if (samples < needed || samples > 32) damaged(`${samples} samples per pixel`);
  const [extra] = directory.numbers('ExtraSamples') ?? [];
  const palette = photometric === 3 ? directory.numbers('ColorMap') : null;
  if (photometric === 3 && (palette?.length ?? 0) < 3 * (1 << depth)) damaged('no palette');
  return {
    photometric,
    depth,
    samples,
    alphaAt: samples > needed && (extra === 1 || extra === 2) ? needed : -1,
    isPremultiplied: extra === 1,
    palette,
  };
}

/** Goes through the strips or tiles. */
function readParts(
  reader: ByteReader,
  directory: TiffDirectory,
  colors: TiffColors,
  header: ImageHeader,
): DecodedPixels {
  const compression = directory.number('Compression', 1);
  if (!READ.includes(compression)) {
    unsupported(`TIFF with ${COMPRESSIONS[compression] ?? `unknown (${compression})`} compression`);
  }
  const predictor = directory.number('Predictor', 1);
  if (predictor > 2) unsupported('TIFF with a floating-point predictor');
  if (directory.number('FillOrder', 1) !== 1) unsupported('TIFF with reversed bits');
  const isPlanar = directory.number('PlanarConfiguration', 1) === 2 && colors.samples > 1;
  const isTiled = directory.numbers('TileWidth') !== null;
  const width = isTiled ? directory.number('TileWidth', 0) : header.width;
  const height = isTiled
    ? directory.number('TileLength', 0)
    : Math.min(directory.number('RowsPerStrip', header.height), header.height);
  // Tiles may be larger than a small image, but no excuse for taking much memory.
  const most = Math.max(1 << 22, 4 * header.width * header.height);
  if (width < 1 || height < 1 || width * height > most) {
    damaged(`parts of ${width} x ${height}`);
  }
  const offsets = directory.numbers(isTiled ? 'TileOffsets' : 'StripOffsets') ?? damaged('no pixels');
  const counts = directory.numbers(isTiled ? 'TileByteCounts' : 'StripByteCounts');
  const across = Math.ceil(header.width / width);
  const down = Math.ceil(header.height / height);
  const perPlane = across * down;
  const planes = isPlanar ? colors.samples : 1;
  if (offsets.length < perPlane * planes) damaged(`${offsets.length} of ${perPlane * planes} parts`);
  const pixels = new TiffPixels(colors, header);
  for (let part = 0; part < perPlane * planes; part += 1) {
    const plane = Math.floor(part / perPlane);
    const top = Math.floor((part % perPlane) / across) * height;
    const left = (part % across) * width;
    const rows = isTiled ? height : Math.min(height, header.height - top);
    const start = offsets[part] ?? 0;
    const data = reader.slice(start, counts?.[part] ?? Math.max(0, reader.bytes.length - start));
    const samples = isPlanar ? 1 : colors.samples;
    const layout = { compression, predictor, width, rows, samples, depth: colors.depth };
    const unpacked = unpackTiffPart(data, layout, reader.isLittleEndian);
    pixels.add({ data: unpacked, left, top, width, rows, plane: isPlanar ? plane : -1 });
  }
  const notes: ImageNote[] = colors.depth === 16 ? ['reduced-depth'] : [];
  return { ...pixels.finish(), notes };
}
