import { truncated } from './image-problem';

/** Reads numbers out of a stranger's file: what lies beyond its end is an `image-truncated` problem. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly isLittleEndian: boolean;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, isLittleEndian: boolean) {
    this.bytes = bytes;
    this.isLittleEndian = isLittleEndian;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(at: number): number {
    this.#require(at, 1);
    return this.#view.getUint8(at);
  }

  u16(at: number): number {
    this.#require(at, 2);
    return this.#view.getUint16(at, this.isLittleEndian);
  }

  u32(at: number): number {
    this.#require(at, 4);
    return this.#view.getUint32(at, this.isLittleEndian);
  }

  i32(at: number): number {
    this.#require(at, 4);
    return this.#view.getInt32(at, this.isLittleEndian);
  }

  /** A part, not copied. */
  slice(at: number, length: number): Uint8Array {
    this.#require(at, length);
    return this.bytes.subarray(at, at + length);
  }

  #require(at: number, length: number): void {
    if (at < 0 || at + length > this.bytes.length) {
      truncated(`byte ${at + length} of ${this.bytes.length}`);
    }
  }
}

/** Whether bytes hold these characters at a place. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  if (bytes.length < at + text.length) return false;
  for (let place = 0; place < text.length; place += 1) {
    if (bytes[at + place] !== text.charCodeAt(place)) return false;
  }
  return true;
}
