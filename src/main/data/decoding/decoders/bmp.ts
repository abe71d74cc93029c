import { ByteReader, hasText } from '../byte-reader';
import { type ImageDecoder, type ImageHeader, UNKNOWN_HEADER } from '../image-decoder';
import { damaged, unsupported } from '../image-problem';
import { type BmpLayout, readBmpPixels } from './bmp-pixels';
import { unpackBmpRuns } from './bmp-runs';

const FILE_HEADER = 14;
/** Sizes of the second header by which its versions are known: OS/2, Windows 3 and its successors. */
const CORE = 12;
const SIZES = [CORE, 40, 52, 56, 64, 108, 124];
/** Kinds of compression. */
const PLAIN = 0;
const RUNS_OF_8 = 1;
const RUNS_OF_4 = 2;
const MASKS = 3;
const MASKS_WITH_ALPHA = 6;

/** BMP of Windows and OS/2: 1 to 32 bits, run lengths, color masks; the alpha channel where a mask says that there is one. */
export const bmp: ImageDecoder = {
  format: 'bmp',
  // Two letters alone begin many texts.
  matches: (head) =>
    hasText(head, 0, 'BM') &&
    head.length >= 18 &&
    SIZES.includes(new ByteReader(head, true).u32(FILE_HEADER)),
  readHeader(bytes) {
    if (bytes.length < FILE_HEADER + CORE) return UNKNOWN_HEADER;
    const reader = new ByteReader(bytes, true);
    const isCore = reader.u32(FILE_HEADER) === CORE;
    if (!isCore && bytes.length < FILE_HEADER + CORE + 4) return UNKNOWN_HEADER;
    const width = isCore ? reader.u16(18) : Math.max(0, reader.i32(18));
    const height = isCore ? reader.u16(20) : Math.abs(reader.i32(22));
    return { width, height, orientation: 1 };
  },
  decode(bytes, header) {
    const reader = new ByteReader(bytes, true);
    const compression = reader.u32(FILE_HEADER) === CORE ? PLAIN : reader.u32(30);
    const layout = readLayout(reader, header, compression);
    const { start, bits } = layout;
    if (compression === RUNS_OF_8 || compression === RUNS_OF_4) {
      if (bits !== (compression === RUNS_OF_8 ? 8 : 4)) damaged(`run lengths with ${bits} bits`);
      const unpacked = unpackBmpRuns(reader.slice(start, bytes.length - start), header, bits);
      return readBmpPixels(unpacked, { ...layout, start: 0, bits: 8, rowBytes: header.width }, header);
    }
    reader.slice(start, layout.rowBytes * (header.height - 1) + Math.ceil((header.width * bits) / 8));
    return readBmpPixels(bytes, layout, header);
  },
};

function readLayout(reader: ByteReader, { width }: ImageHeader, compression: number): BmpLayout {
  const headerSize = reader.u32(FILE_HEADER);
  const isCore = headerSize === CORE;
  const bits = reader.u16(isCore ? 24 : 28);
  if (![1, 4, 8, 16, 24, 32].includes(bits)) damaged(`${bits} bits per pixel`);
  if (![PLAIN, RUNS_OF_8, RUNS_OF_4, MASKS, MASKS_WITH_ALPHA].includes(compression)) {
    unsupported(`BMP with compression ${compression}`);
  }
  const start = reader.u32(10);
  const hasMasks = compression === MASKS || compression === MASKS_WITH_ALPHA;
  if (hasMasks && bits !== 16 && bits !== 32) damaged(`color masks with ${bits} bits`);
  // Masks are a part of later headers, and lie behind the first one.
  const alphaAt = FILE_HEADER + 52;
  const hasAlpha = hasMasks && (compression === MASKS_WITH_ALPHA || headerSize >= 56);
  const masks = hasMasks
    ? [reader.u32(54), reader.u32(58), reader.u32(62), hasAlpha ? reader.u32(alphaAt) : 0]
    : bits === 16
      ? [0x7c00, 0x3e0, 0x1f, 0]
      : [0xff0000, 0xff00, 0xff, 0];
  return {
    start,
    bits,
    rowBytes: Math.ceil((width * bits) / 32) * 4,
    isTopDown: !isCore && reader.i32(22) < 0,
    masks,
    palette: bits <= 8 ? readPalette(reader, headerSize, bits, start) : null,
  };
}

/** Three bytes a color, red first. */
function readPalette(reader: ByteReader, headerSize: number, bits: number, end: number): Uint8Array {
  const isCore = headerSize === CORE;
  const entry = isCore ? 3 : 4;
  const at = FILE_HEADER + headerSize;
  const said = isCore ? 0 : reader.u32(46);
  const room = Math.max(0, Math.floor((end - at) / entry));
  const count = Math.min(said === 0 ? 1 << bits : said, 256, room);
  const colors = reader.slice(at, count * entry);
  const palette = new Uint8Array(3 * count);
  for (let color = 0; color < count; color += 1) {
    palette[3 * color] = colors[color * entry + 2] ?? 0;
    palette[3 * color + 1] = colors[color * entry + 1] ?? 0;
    palette[3 * color + 2] = colors[color * entry] ?? 0;
  }
  return palette;
}
