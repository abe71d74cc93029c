import type { ByteReader } from '../byte-reader';
import { damaged } from '../image-problem';

const TAGS = {
  ImageWidth: 256,
  ImageLength: 257,
  BitsPerSample: 258,
  Compression: 259,
  PhotometricInterpretation: 262,
  FillOrder: 266,
  StripOffsets: 273,
  Orientation: 274,
  SamplesPerPixel: 277,
  RowsPerStrip: 278,
  StripByteCounts: 279,
  PlanarConfiguration: 284,
  Predictor: 317,
  ColorMap: 320,
  TileWidth: 322,
  TileLength: 323,
  TileOffsets: 324,
  TileByteCounts: 325,
  ExtraSamples: 338,
  SampleFormat: 339,
} as const;

/** Bytes of a value by its type: BYTE, SHORT, LONG. */
const SIZES: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };

/** The first directory of a TIFF file: whole numbers by their tags. */
export interface TiffDirectory {
  /** Null where the tag is missing, or holds no whole numbers. */
  numbers(tag: keyof typeof TAGS): readonly number[] | null;
  /** The first of the tag's numbers. */
  number(tag: keyof typeof TAGS, otherwise: number): number;
}

/** @throws ImageProblem */
export function readTiffDirectory(reader: ByteReader): TiffDirectory {
  const start = reader.u32(4);
  const count = reader.u16(start);
  if (count === 0) damaged('an empty directory');
  const entries = new Map<number, number>();
  for (let entry = 0; entry < count; entry += 1) {
    const at = start + 2 + 12 * entry;
    // The first of several entries counts.
    const tag = reader.u16(at);
    if (!entries.has(tag)) entries.set(tag, at);
  }
  const numbers = (tag: keyof typeof TAGS) => {
    const at = entries.get(TAGS[tag]);
    return at === undefined ? null : readNumbers(reader, at);
  };
  return { numbers, number: (tag, otherwise) => numbers(tag)?.[0] ?? otherwise };
}

/** @param entry where its 12 bytes begin */
function readNumbers(reader: ByteReader, entry: number): readonly number[] | null {
  const size = SIZES[reader.u16(entry + 2)];
  const count = reader.u32(entry + 4);
  if (size === undefined || count === 0) return null;
  const start = count * size <= 4 ? entry + 8 : reader.u32(entry + 8);
  // Before a list of this length is made: it has to fit into the file.
  reader.slice(start, count * size);
  return Array.from({ length: count }, (_, place) => {
    const at = start + place * size;
    if (size === 1) return reader.u8(at);
    return size === 2 ? reader.u16(at) : reader.u32(at);
  });
}
