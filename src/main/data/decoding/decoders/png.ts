import { ByteReader } from '../byte-reader';
import { orientationOfExif } from '../exif';
import type { ImageNote } from '../image';
import { type ImageDecoder, type ImageHeader, UNKNOWN_HEADER } from '../image-decoder';
import { damaged, truncated, unsupported } from '../image-problem';
import { inflate } from './inflate';
import { pngChunks } from './png-chunks';
import { expandPngRow, type PngColors, rowBytes, SAMPLES } from './png-rows';
import { unfilterRows } from './png-filters';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** IHDR's data, of which `bitDepth` and the rest are read only when decoding. */
const HEADER_END = 33;

const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Where the pixels of an image, or of a pass of an interlaced one, are: the first one, and the steps to the next. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

const WHOLE: readonly Pass[] = [{ x: 0, y: 0, stepX: 1, stepY: 1 }];
/** Adam7 */
const INTERLACED: readonly Pass[] = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];

/** PNG (W3C, third edition), of animated ones the default image. Channels of 16 bits keep their higher 8. */
export const png: ImageDecoder = {
  format: 'png',
  matches: (head) => SIGNATURE.every((byte, place) => head[place] === byte),
  readHeader(bytes) {
    if (bytes.length < 24) return UNKNOWN_HEADER;
    const reader = new ByteReader(bytes, false);
    return { width: reader.u32(16), height: reader.u32(20), orientation: readOrientation(bytes) };
  },
  decode(bytes, { width, height }) {
    const { colors, passes, data, isAnimated } = readParts(bytes);
    const sizes = passes.map((pass) => passSize(pass, width, height));
    const expected = sizes.reduce((sum, { columns, rows }) => sum + passBytes(columns, rows, colors), 0);
    const raw = inflate(data, expected);
    if (raw.length < expected) truncated(`${raw.length} of ${expected} bytes of pixels`);
    const pixels = new Uint8Array(width * height * 4);
    const indices = hasIndices(colors) ? new Uint8Array(width * height) : null;
    const samples = SAMPLES[colors.colorType] ?? 1;
    const pixelBytes = Math.max(1, (samples * colors.bitDepth) >> 3);
    let at = 0;
    passes.forEach(({ x, y, stepX, stepY }, index) => {
      const { columns, rows } = sizes[index] ?? { columns: 0, rows: 0 };
      if (columns === 0 || rows === 0) return;
      const length = rowBytes(columns, colors);
      unfilterRows(raw, at, rows, length, pixelBytes);
      for (let row = 0; row < rows; row += 1) {
        const source = raw.subarray(at + 1, at + 1 + length);
        const place = (y + row * stepY) * width + x;
        expandPngRow({ source, columns, colors, pixels, indices, place, step: stepX });
        at += 1 + length;
      }
    });
    const isOpaque = (colors.colorType & 4) === 0 && colors.transparency === null;
    const notes: ImageNote[] = [];
    if (isAnimated) notes.push('animated');
    if (colors.bitDepth === 16) notes.push('reduced-depth');
    return { pixels, indices, isOpaque, notes };
  },
};

function hasIndices({ colorType, bitDepth }: PngColors): boolean {
  return colorType === 3 || (colorType === 0 && bitDepth <= 8);
}

function passSize({ x, y, stepX, stepY }: Pass, width: number, height: number) {
  return {
    columns: Math.max(0, Math.ceil((width - x) / stepX)),
    rows: Math.max(0, Math.ceil((height - y) / stepY)),
  };
}

function passBytes(columns: number, rows: number, colors: PngColors): number {
  return columns === 0 ? 0 : rows * (1 + rowBytes(columns, colors));
}

function readOrientation(bytes: Uint8Array): ImageHeader['orientation'] {
  for (const { type, data } of pngChunks(bytes, { isStrict: false })) {
    if (type === 'eXIf') return orientationOfExif(data);
  }
  return 1;
}

/** What the chunks say, with all checksums compared. */
function readParts(bytes: Uint8Array): {
  readonly colors: PngColors;
  readonly passes: readonly Pass[];
  readonly data: readonly Uint8Array[];
  readonly isAnimated: boolean;
} {
  const parts: Uint8Array[] = [];
  let palette: Uint8Array | null = null;
  let transparency: Uint8Array | null = null;
  let isAnimated = false;
  for (const { type, data } of pngChunks(bytes, { isStrict: true })) {
    if (type === 'CgBI') unsupported('PNG as Xcode changes it for iPhones');
    if (type === 'PLTE') palette = data;
    if (type === 'tRNS') transparency = data;
    if (type === 'acTL') isAnimated = true;
    if (type === 'IDAT') parts.push(data);
  }
  const [bitDepth = 0, colorType = 0, compression, filter, interlace = 0] = bytes.subarray(24, HEADER_END);
  if (DEPTHS[colorType]?.includes(bitDepth) !== true || compression !== 0 || filter !== 0 || interlace > 1) {
    damaged(`color type ${colorType} with ${bitDepth} bits, interlace method ${interlace}`);
  }
  if (parts.length === 0) truncated('no pixels');
  if (colorType === 3 && palette === null) damaged('no palette');
  const colors: PngColors = { bitDepth, colorType, palette, transparency };
  return { colors, passes: interlace === 1 ? INTERLACED : WHOLE, data: parts, isAnimated };
}
