import { sourceProblem } from '../../file-tree/source-problem-error';
import {
  decodeElements,
  elementSize,
  type ElementType,
  type NumericArray,
  toRowMajor,
} from '../arrays/elements';

/** What the header of an .npy file says (numpy.lib.format, versions 1 to 3). */
export interface NpyHeader {
  readonly shape: readonly number[];
  /** Texts of a fixed number of bytes each (`S`) or of characters of four bytes (`U`). */
  readonly type: ElementType | 'bytes' | 'text';
  /** Bytes of one element. */
  readonly size: number;
  readonly isLittleEndian: boolean;
  readonly isFortranOrder: boolean;
  readonly start: number;
}

const MAGIC = '\x93NUMPY';
const TYPES: Readonly<Record<string, string>> = { b: 'bool', u: 'uint', i: 'int', f: 'float' };

/** Whether the bytes begin as an .npy file does. */
export function isNpy(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 6)).toString('latin1') === MAGIC;
}

/** @throws SourceProblemError `file-damaged`, `object-array`, `unsupported-array` */
export function readNpyHeader(head: Uint8Array, path: string): NpyHeader {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (!isNpy(head) || head.length < 12) throw sourceProblem('file-damaged', path, 'it is no NPY file');
  const isLong = view.getUint8(6) >= 2;
  const textStart = isLong ? 12 : 10;
  const start = textStart + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  if (start > head.length) throw sourceProblem('file-damaged', path, 'its header is cut off');
  const text = Buffer.from(head.subarray(textStart, start)).toString('utf8');
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const shape = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  // A structured type is a list here.
  if (descr === undefined && /'descr':\s*\[/.test(text))
    throw sourceProblem('unsupported-array', path, 'a structured type');
  if (descr === undefined || shape === undefined)
    throw sourceProblem('file-damaged', path, 'its header is not understood');
  return {
    ...typeOf(descr, path),
    shape: (shape.match(/\d+/g) ?? []).map(Number),
    isFortranOrder: /'fortran_order':\s*True/.test(text),
    start,
  };
}

function typeOf(descr: string, path: string): Pick<NpyHeader, 'type' | 'size' | 'isLittleEndian'> {
  const [, order = '', letter = '', digits = ''] = /^([<>|=]?)([a-zA-Z?])(\d*)/.exec(descr) ?? [];
  if (letter === 'O') throw sourceProblem('object-array', path);
  const isLittleEndian = order !== '>';
  const count = Number(digits);
  if (letter === 'S' || letter === 'a') return { type: 'bytes', size: count, isLittleEndian };
  if (letter === 'U') return { type: 'text', size: 4 * count, isLittleEndian };
  const name = letter === '?' || letter === 'b' ? 'bool' : `${TYPES[letter]}${8 * count}`;
  if (!isElementType(name)) throw sourceProblem('unsupported-array', path, descr);
  return { type: name, size: elementSize(name), isLittleEndian };
}

function isElementType(name: string): name is ElementType {
  return /^(bool|u?int(8|16|32|64)|float(16|32|64))$/.test(name);
}

/** All numbers, in C order. @throws SourceProblemError `file-damaged` */
export function readNpyValues(file: Uint8Array, header: NpyHeader, path: string): NumericArray {
  const { type, shape, isLittleEndian, isFortranOrder } = header;
  if (type === 'bytes' || type === 'text') throw sourceProblem('unsupported-array', path, 'texts');
  const values = decodeElements(valuesOf(file, header, path), type, isLittleEndian);
  return isFortranOrder && shape.length > 1 ? toRowMajor(values, shape) : values;
}

/** All texts of a list of them. @throws SourceProblemError `file-damaged` */
export function readNpyTexts(file: Uint8Array, header: NpyHeader, path: string): string[] {
  const { size, shape, type, isLittleEndian } = header;
  const bytes = Buffer.from(valuesOf(file, header, path));
  return Array.from({ length: shape[0] ?? 0 }, (_, index) => {
    const entry = bytes.subarray(index * size, (index + 1) * size);
    if (type === 'bytes') return entry.toString('utf8').replace(/\0+$/, '');
    const codes = Array.from({ length: size / 4 }, (_unused, at) =>
      isLittleEndian ? entry.readUInt32LE(4 * at) : entry.readUInt32BE(4 * at),
    );
    return codes.map((code) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')).join('');
  });
}

function valuesOf(file: Uint8Array, { shape, size, start }: NpyHeader, path: string): Uint8Array {
  const length = shape.reduce((product, axis) => product * axis, size);
  if (file.length - start < length) {
    throw sourceProblem('file-damaged', path, `it has ${file.length} bytes, not ${start + length}`);
  }
  return file.subarray(start, start + length);
}
