import { sourceProblem } from '../../file-tree/source-problem-error';

/** Reads the parts of a pickle's commands. */
export class PickleReader {
  #at = 0;
  readonly #buffer: Buffer;

  constructor(
    bytes: Uint8Array,
    private readonly path: string,
  ) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Where the next part begins. */
  get position(): number {
    return this.#at;
  }

  character(): string {
    return String.fromCharCode(this.unsigned(1));
  }

  bytes(length: number): Uint8Array {
    const end = this.#at + length;
    if (!(length >= 0) || end > this.#buffer.length)
      throw sourceProblem('file-damaged', this.path, 'it is cut off');
    const bytes = this.#buffer.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  text(length: number): string {
    return Buffer.from(this.bytes(length)).toString('utf8');
  }

  /** Up to the end of the line, a byte a character. */
  line(): string {
    const end = this.#buffer.indexOf(10, this.#at);
    if (end === -1) throw sourceProblem('file-damaged', this.path, 'it is cut off');
    const text = this.#buffer.toString('latin1', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  /** A little-endian number of so few bytes that it is exact, or too large to be a length here. */
  unsigned(bytes: 1 | 2 | 4 | 8): number {
    const part = this.bytes(bytes);
    let value = 0;
    for (let index = bytes - 1; index >= 0; index -= 1) value = value * 256 + (part[index] ?? 0);
    return value;
  }

  /** A two's complement number of any length. */
  long(length: number): number {
    const part = this.bytes(length);
    let value = 0;
    for (let index = length - 1; index >= 0; index -= 1) value = value * 256 + (part[index] ?? 0);
    const isNegative = length > 0 && (part[length - 1] ?? 0) >= 128;
    return isNegative ? value - 256 ** length : value;
  }

  /** Big-endian, alone among all. */
  double(): number {
    return Buffer.from(this.bytes(8)).readDoubleBE(0);
  }
}
