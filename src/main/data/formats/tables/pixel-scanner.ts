import type { NumericArray } from '../arrays/elements';

/** The cells of a table whose columns are all numbers but one. */
export interface ScannedPixels {
  /** `[rows, columns - 1]`, or all columns where none is the label. */
  readonly values: NumericArray;
  readonly labels: readonly string[];
  /** Of each row that was taken, counted from 1 with the header. */
  readonly rows: readonly number[];
  /** Rows of another number of cells, or with something that is no number. */
  readonly badRows: readonly number[];
}

export interface PixelColumns {
  readonly delimiter: string;
  readonly columns: number;
  readonly hasHeader: boolean;
  /** Null: there is no label. */
  readonly labelColumn: number | null;
}

const [LINE_FEED, CARRIAGE_RETURN, QUOTE, SPACE, ZERO, NINE] = [10, 13, 34, 32, 48, 57];

/**
 * Scans the bytes of a table of pixels, a number at a time: four times faster than a parser of texts (Kaggle's MNIST has 33 million
 * cells). Numbers are kept as bytes until one does not fit.
 */
export function scanPixels(bytes: Uint8Array, layout: PixelColumns): ScannedPixels {
  const scan = new PixelScan(bytes, layout);
  scan.run();
  return scan.result();
}

class PixelScan {
  readonly #delimiter: number;
  readonly #width: number;
  #values: Uint8Array | Float32Array;
  #filled = 0;
  readonly #labels: string[] = [];
  readonly #rows: number[] = [];
  readonly #badRows: number[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    private readonly layout: PixelColumns,
  ) {
    this.#delimiter = layout.delimiter.charCodeAt(0);
    this.#width = layout.columns - (layout.labelColumn === null ? 0 : 1);
    // A cell has a digit and a delimiter at least.
    this.#values = new Uint8Array(Math.ceil(bytes.length / 2) + 1);
  }

  run(): void {
    const { bytes, layout } = this;
    // A byte order mark.
    let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    for (let row = 1; at < bytes.length; row += 1) {
      let end = bytes.indexOf(LINE_FEED, at);
      if (end === -1) end = bytes.length;
      const isEmpty = end - at <= (bytes[end - 1] === CARRIAGE_RETURN ? 1 : 0);
      if (!isEmpty && !(row === 1 && layout.hasHeader)) this.#row(at, end, row);
      at = end + 1;
    }
  }

  result(): ScannedPixels {
    const values = this.#values.subarray(0, this.#filled);
    return { values, labels: this.#labels, rows: this.#rows, badRows: this.#badRows };
  }

  #row(start: number, lineEnd: number, row: number): void {
    const before = this.#filled;
    let label = '';
    let column = 0;
    for (let at = start; at <= lineEnd; column += 1) {
      let end = at;
      while (end < lineEnd && this.bytes[end] !== this.#delimiter) end += 1;
      if (column === this.layout.labelColumn) label = this.#text(at, end);
      else if (this.#filled - before >= this.#width || !this.#number(at, end)) {
        column = -1;
        break;
      }
      at = end + 1;
    }
    if (column !== this.layout.columns || (this.layout.labelColumn !== null && label === '')) {
      this.#filled = before;
      this.#badRows.push(row);
      return;
    }
    this.#rows.push(row);
    this.#labels.push(label);
  }

  #text(start: number, end: number): string {
    return Buffer.from(this.bytes.subarray(start, end))
      .toString('utf8')
      .trim()
      .replace(/^"(.*)"$/, '$1');
  }

  /** Appends the number of a cell; false when it is none. */
  #number(from: number, to: number): boolean {
    const { bytes } = this;
    let [start, end] = [from, to];
    while (start < end && (bytes[start] === SPACE || bytes[start] === QUOTE)) start += 1;
    while (end > start && ((bytes[end - 1] ?? 0) <= SPACE || bytes[end - 1] === QUOTE)) end -= 1;
    let value = 0;
    let at = start;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte < ZERO || byte > NINE) break;
      value = value * 10 + byte - ZERO;
    }
    if (at < end) value = Number(Buffer.from(bytes.subarray(start, end)).toString('latin1'));
    if (start === end || Number.isNaN(value)) return false;
    if (this.#values instanceof Uint8Array && !(value <= 255 && value >= 0 && Number.isInteger(value))) {
      this.#values = Float32Array.from(this.#values);
    }
    this.#values[this.#filled] = value;
    this.#filled += 1;
    return true;
  }
}
