import { ByteReader, hasText } from '../byte-reader';
import { type ImageDecoder, UNKNOWN_HEADER } from '../image-decoder';
import { damaged, ImageProblem, truncated } from '../image-problem';
import { unpackGifLzw } from './gif-lzw';

const SCREEN_END = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;
/** Where an interlaced image's rows are: the first one, and the step to the next. */
const INTERLACED = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

/** The first frame of a GIF file, before it is unpacked. */
interface GifFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly isInterlaced: boolean;
  /** Three bytes a color. */
  readonly palette: Uint8Array;
  /** Index of the transparent color; -1 if there is none. */
  readonly transparent: number;
  /** Where its compressed data begin. */
  readonly data: number;
}

/** GIF87a and GIF89a; of animations the first frame. What no frame covers is transparent, as browsers show it. */
export const gif: ImageDecoder = {
  format: 'gif',
  matches: (head) => hasText(head, 0, 'GIF87a') || hasText(head, 0, 'GIF89a'),
  readHeader(bytes) {
    if (bytes.length < SCREEN_END) return UNKNOWN_HEADER;
    const reader = new ByteReader(bytes, true);
    const screen = { width: reader.u16(6), height: reader.u16(8) };
    const frame = tryFrame(reader);
    // Frames larger than the screen exist, and screens without any size: the image has room for both.
    const width = Math.max(screen.width, frame === null ? 0 : frame.left + frame.width);
    const height = Math.max(screen.height, frame === null ? 0 : frame.top + frame.height);
    return { width, height, orientation: 1 };
  },
  decode(bytes, { width, height }) {
    const reader = new ByteReader(bytes, true);
    const frame = findFrame(reader);
    const { blocks, end } = subBlocks(reader, frame.data + 1);
    const codes = unpackGifLzw(Buffer.concat(blocks), reader.u8(frame.data), frame.width * frame.height);
    const pixels = new Uint8Array(width * height * 4);
    const indices = new Uint8Array(width * height);
    rowsOf(frame).forEach((row, number) => {
      const start = (frame.top + row) * width + frame.left;
      for (let column = 0; column < frame.width; column += 1) {
        const index = codes[number * frame.width + column] ?? 0;
        indices[start + column] = index;
        setColor(pixels, start + column, index, frame);
      }
    });
    const notes = hasAnotherFrame(reader, end) ? (['animated'] as const) : [];
    return { pixels, indices, notes };
  },
};

function setColor(pixels: Uint8Array, pixel: number, index: number, frame: GifFrame): void {
  const at = 4 * pixel;
  const { palette, transparent } = frame;
  // Colors beyond the palette are black, as everywhere else.
  pixels[at] = palette[3 * index] ?? 0;
  pixels[at + 1] = palette[3 * index + 1] ?? 0;
  pixels[at + 2] = palette[3 * index + 2] ?? 0;
  pixels[at + 3] = index === transparent ? 0 : 255;
}

/** The rows in the order in which they are stored. */
function rowsOf({ height, isInterlaced }: GifFrame): number[] {
  if (!isInterlaced) return Array.from({ length: height }, (_, row) => row);
  return INTERLACED.flatMap(([first, step]) =>
    Array.from({ length: Math.max(0, Math.ceil((height - first) / step)) }, (_, n) => first + n * step),
  );
}

function tryFrame(reader: ByteReader): GifFrame | null {
  try {
    return findFrame(reader);
  } catch (error) {
    if (error instanceof ImageProblem) return null;
    throw error;
  }
}

function findFrame(reader: ByteReader): GifFrame {
  const flags = reader.u8(10);
  const global = flags & 0x80 ? reader.slice(SCREEN_END, paletteBytes(flags)) : null;
  let at = SCREEN_END + (global?.length ?? 0);
  let transparent = -1;
  for (;;) {
    const kind = reader.u8(at);
    if (kind === EXTENSION) {
      const isControl = reader.u8(at + 1) === GRAPHIC_CONTROL && reader.u8(at + 2) >= 4;
      if (isControl) transparent = reader.u8(at + 3) & 1 ? reader.u8(at + 6) : -1;
      at = subBlocks(reader, at + 2).end;
      continue;
    }
    if (kind === IMAGE) return readFrame(reader, at, global, transparent);
    if (kind === TRAILER) return damaged('there is no frame');
    damaged(`a block of kind ${kind}`);
  }
}

function readFrame(reader: ByteReader, at: number, global: Uint8Array | null, transparent: number): GifFrame {
  const flags = reader.u8(at + 9);
  const local = flags & 0x80 ? reader.slice(at + 10, paletteBytes(flags)) : null;
  return {
    left: reader.u16(at + 1),
    top: reader.u16(at + 3),
    width: reader.u16(at + 5),
    height: reader.u16(at + 7),
    isInterlaced: (flags & 0x40) !== 0,
    palette: local ?? global ?? grayPalette(),
    transparent,
    data: at + 10 + (local?.length ?? 0),
  };
}

function paletteBytes(flags: number): number {
  return 3 * (2 << (flags & 7));
}

function grayPalette(): Uint8Array {
  return new Uint8Array(768).map((_, place) => Math.floor(place / 3));
}

/** Data come in blocks of at most 255 bytes, the last of which is empty. */
function subBlocks(reader: ByteReader, start: number): { blocks: Uint8Array[]; end: number } {
  const blocks: Uint8Array[] = [];
  let at = start;
  for (let length = reader.u8(at); length > 0; length = reader.u8(at)) {
    blocks.push(reader.slice(at + 1, length));
    at += 1 + length;
    if (at >= reader.bytes.length) truncated('a frame is cut off');
  }
  return { blocks, end: at + 1 };
}

/** Whether a second frame begins behind the first one; a file that ends there is complete as far as it is read. */
function hasAnotherFrame(reader: ByteReader, start: number): boolean {
  let at = start;
  try {
    while (reader.u8(at) === EXTENSION) at = subBlocks(reader, at + 2).end;
    return reader.u8(at) === IMAGE;
  } catch (error) {
    if (error instanceof ImageProblem) return false;
    throw error;
  }
}
