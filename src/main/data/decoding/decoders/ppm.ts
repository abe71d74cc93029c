import { type ImageDecoder, type ImageHeader, UNKNOWN_HEADER } from '../image-decoder';
import { damaged, truncated } from '../image-problem';
import { roundHalfToEven } from '../round-half-to-even';

const LARGEST_VALUE = 65_535;
const COMMENT = '#'.charCodeAt(0);
const isSpace = (byte: number | undefined) => byte === 32 || (byte !== undefined && byte >= 9 && byte <= 13);
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;

/** PBM, PGM and PPM, as text and as bytes (P1 to P6 of Netpbm). */
export const ppm: ImageDecoder = {
  format: 'ppm',
  matches: (head) =>
    head[0] === 80 &&
    (head[1] ?? 0) >= 49 &&
    (head[1] ?? 0) <= 54 &&
    (isSpace(head[2]) || head[2] === COMMENT),
  readHeader(bytes) {
    const numbers = new Numbers(bytes);
    const [width, height] = [numbers.next(), numbers.next()];
    if (width === null || height === null) return UNKNOWN_HEADER;
    return { width, height, orientation: 1 };
  },
  decode(bytes, header) {
    const kind = (bytes[1] ?? 0) - 48;
    const isBitmap = kind === 1 || kind === 4;
    const numbers = new Numbers(bytes);
    numbers.next();
    numbers.next();
    const largest = isBitmap ? 1 : (numbers.next() ?? truncated('the header is cut off'));
    if (largest < 1 || largest > LARGEST_VALUE) damaged(`a largest value of ${largest}`);
    const channels = kind === 3 || kind === 6 ? 3 : 1;
    const count = header.width * header.height * channels;
    const values =
      kind <= 3 ? readText(numbers, count, isBitmap) : readBytes(bytes, numbers.end, header, largest, kind);
    return toPixels(values, channels, largest, isBitmap, header);
  },
};

/** Numbers in a text with comments, one after the other. */
class Numbers {
  readonly #bytes: Uint8Array;
  #at = 2;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Behind the last number and the one space that follows it: where bytes begin. */
  get end(): number {
    return this.#at + 1;
  }

  /** Bytes that are still to be read. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Null at the end of the file. */
  next(): number | null {
    this.#skip();
    let value = 0;
    const start = this.#at;
    while (isDigit(this.#bytes[this.#at]) && this.#at - start < 10) {
      value = 10 * value + (this.#bytes[this.#at] ?? 0) - 48;
      this.#at += 1;
    }
    return this.#at === start ? null : value;
  }

  /** One digit: those of a bitmap need no space between them. */
  nextBit(): number | null {
    this.#skip();
    const byte = this.#bytes[this.#at];
    if (byte !== 48 && byte !== 49) return null;
    this.#at += 1;
    return byte - 48;
  }

  #skip(): void {
    for (let byte = this.#bytes[this.#at]; isSpace(byte) || byte === COMMENT; byte = this.#bytes[this.#at]) {
      if (byte === COMMENT) {
        while (this.#at < this.#bytes.length && this.#bytes[this.#at] !== 10) this.#at += 1;
      } else this.#at += 1;
    }
  }
}

function readText(numbers: Numbers, count: number, isBitmap: boolean): Uint16Array {
  if (numbers.left < count) truncated(`${numbers.left} bytes for ${count} values`);
  const values = new Uint16Array(count);
  for (let place = 0; place < count; place += 1) {
    const value = isBitmap ? numbers.nextBit() : numbers.next();
    if (value === null) return truncated(`${place} of ${count} values`);
    if (value > LARGEST_VALUE) damaged(`a value of ${value}`);
    values[place] = value;
  }
  return values;
}

function readBytes(
  bytes: Uint8Array,
  start: number,
  { width, height }: ImageHeader,
  largest: number,
  kind: number,
): Uint16Array {
  const rowValues = kind === 6 ? width * 3 : width;
  const sampleBytes = largest > 255 ? 2 : 1;
  const rowBytes = kind === 4 ? Math.ceil(width / 8) : rowValues * sampleBytes;
  if (start + rowBytes * height > bytes.length)
    truncated(`byte ${start + rowBytes * height} of ${bytes.length}`);
  const values = new Uint16Array(rowValues * height);
  for (let row = 0; row < height; row += 1) {
    const from = start + row * rowBytes;
    for (let place = 0; place < rowValues; place += 1) {
      const at = from + place * sampleBytes;
      const bit = ((bytes[from + (place >> 3)] ?? 0) >> (7 - (place & 7))) & 1;
      const sample = sampleBytes === 2 ? ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0) : (bytes[at] ?? 0);
      values[row * rowValues + place] = kind === 4 ? bit : sample;
    }
  }
  return values;
}

/** Values spread over 0 to 255; the 1 of a bitmap is black. */
function toPixels(
  values: Uint16Array,
  channels: number,
  largest: number,
  isBitmap: boolean,
  { width, height }: ImageHeader,
) {
  const scaled = (value: number) => {
    if (isBitmap) return value === 0 ? 255 : 0;
    return largest === 255 ? value : roundHalfToEven((Math.min(value, largest) / largest) * 255);
  };
  const pixels = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const place = channels === 3 ? 3 * pixel + channel : pixel;
      pixels[4 * pixel + channel] = scaled(values[place] ?? 0);
    }
    pixels[4 * pixel + 3] = 255;
  }
  const indices = channels === 1 && largest <= 255 ? Uint8Array.from(values) : null;
  const notes = largest > 255 ? (['reduced-depth'] as const) : [];
  return { pixels, indices, isOpaque: true, notes };
}
