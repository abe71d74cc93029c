import { ByteReader, hasText } from '../byte-reader';
import { orientationOfExif } from '../exif';
import { type ImageDecoder, UNKNOWN_HEADER } from '../image-decoder';
import { damaged, truncated } from '../image-problem';
import { webpCodec } from '../wasm/codecs';
import { type RiffChunk, riffChunks } from './riff-chunks';

const ANIMATION = 0x02;

/** Size, place and data of the first frame. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly chunks: readonly RiffChunk[];
}

/** WebP, with and without loss; of animations the first frame, which the decoder itself refuses. */
export const webp: ImageDecoder = {
  format: 'webp',
  matches: (head) => hasText(head, 0, 'RIFF') && hasText(head, 8, 'WEBP'),
  readHeader(bytes) {
    const chunks = [...riffChunks(bytes, 12, { isStrict: false })];
    const exif = chunks.find(({ type }) => type === 'EXIF');
    const size = chunks[0] === undefined ? null : sizeOf(chunks[0]);
    const orientation = exif === undefined ? 1 : orientationOfExif(exif.data);
    return size === null ? UNKNOWN_HEADER : { ...size, orientation };
  },
  async decode(bytes, { width, height }) {
    const length = new ByteReader(bytes, true).u32(4) + 8;
    // The last byte only fills up to an even number.
    if (length > bytes.length + 1) truncated(`byte ${length} of ${bytes.length}`);
    const chunks = [...riffChunks(bytes, 12, { isStrict: true })];
    const isAnimated = chunks[0]?.type === 'VP8X' && ((chunks[0].data[0] ?? 0) & ANIMATION) !== 0;
    if (!isAnimated) return { pixels: await decodeStill(bytes, width, height) };
    const frame = firstFrame(chunks);
    if (frame.left + frame.width > width || frame.top + frame.height > height) {
      damaged('the first frame is larger than the image');
    }
    const pixels = await decodeStill(stillOf(frame), frame.width, frame.height);
    return { pixels: placed(pixels, frame, width, height), notes: ['animated'] };
  },
};

/** The size in a chunk that a file can begin with; null for any other. */
function sizeOf({ type, data }: RiffChunk): { width: number; height: number } | null {
  if (data.length < 10 && !(type === 'VP8L' && data.length >= 5)) return null;
  const reader = new ByteReader(data, true);
  switch (type) {
    case 'VP8X':
      return { width: (reader.u32(4) & 0xffffff) + 1, height: (reader.u32(6) >>> 8) + 1 };
    case 'VP8L': {
      const bits = reader.u32(1);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: reader.u16(6) & 0x3fff, height: reader.u16(8) & 0x3fff };
    default:
      return null;
  }
}

async function decodeStill(bytes: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  if (width === 0 || height === 0) damaged('no size');
  const { image } = await webpCodec.decode(bytes);
  if (image === null) return damaged('the compressed pixels are broken');
  if (image.width !== width || image.height !== height) damaged('two sizes that differ');
  return image.pixels;
}

function firstFrame(chunks: readonly RiffChunk[]): Frame {
  const chunk = chunks.find(({ type }) => type === 'ANMF') ?? truncated('there is no frame');
  const reader = new ByteReader(chunk.data, true);
  const u24 = (at: number) => reader.u16(at) | (reader.u8(at + 2) << 16);
  return {
    left: 2 * u24(0),
    top: 2 * u24(3),
    width: u24(6) + 1,
    height: u24(9) + 1,
    chunks: [...riffChunks(chunk.data, 16, { isStrict: true })],
  };
}

/** A file with the frame alone. */
function stillOf({ width, height, chunks }: Frame): Uint8Array {
  const alpha = chunks.find(({ type }) => type === 'ALPH');
  const image = chunks.find(({ type }) => type === 'VP8 ' || type === 'VP8L') ?? damaged('an empty frame');
  const parts = [image];
  if (alpha !== undefined && image.type === 'VP8 ') {
    const header = Buffer.alloc(10);
    header[0] = 0x10;
    header.writeUIntLE(width - 1, 4, 3);
    header.writeUIntLE(height - 1, 7, 3);
    parts.unshift({ type: 'VP8X', data: header }, alpha);
  }
  const body = parts.flatMap(({ type, data }) => {
    const head = Buffer.alloc(8, type, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return [head, data, Buffer.alloc(data.length % 2)];
  });
  const length = body.reduce((sum, part) => sum + part.length, 4);
  const riff = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  riff.writeUInt32LE(length, 4);
  return Buffer.concat([riff, ...body]);
}

/** The frame at its place in an image that is transparent beside it. */
function placed(pixels: Uint8Array, frame: Frame, width: number, height: number): Uint8Array {
  if (frame.width === width && frame.height === height) return pixels;
  const canvas = new Uint8Array(width * height * 4);
  for (let row = 0; row < frame.height; row += 1) {
    const line = pixels.subarray(4 * row * frame.width, 4 * (row + 1) * frame.width);
    canvas.set(line, 4 * ((frame.top + row) * width + frame.left));
  }
  return canvas;
}
