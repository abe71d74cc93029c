import { sourceProblem } from '../../file-tree/source-problem-error';
import { decodeElements, elementSize, type ElementType, type NumericArray } from '../arrays/elements';

/** The types of elements by their number in the header (described by LeCun, Cortes and Burges with MNIST). */
const TYPES: ReadonlyMap<number, ElementType> = new Map([
  [0x08, 'uint8'],
  [0x09, 'int8'],
  [0x0b, 'int16'],
  [0x0c, 'int32'],
  [0x0d, 'float32'],
  [0x0e, 'float64'],
]);
const MOST_AXES = 8;

export interface IdxHeader {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Where the values start. */
  readonly start: number;
}

/** Bytes of the longest header. */
export const IDX_HEAD_BYTES = 4 + 4 * MOST_AXES;

/** Two zero bytes, the type, the number of axes, each axis as a big-endian number; null for what is none. */
export function readIdxHeader(head: Uint8Array): IdxHeader | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 8 || view.getUint16(0) !== 0) return null;
  const type = TYPES.get(view.getUint8(2));
  const rank = view.getUint8(3);
  const start = 4 + 4 * rank;
  if (type === undefined || rank === 0 || rank > MOST_AXES || head.length < start) return null;
  return { type, shape: Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis)), start };
}

/** All values of a file. @throws SourceProblemError `file-damaged` */
export function readIdxValues(file: Uint8Array, path: string): NumericArray {
  const header = readIdxHeader(file.subarray(0, IDX_HEAD_BYTES));
  if (header === null) throw sourceProblem('file-damaged', path, 'its header is cut off');
  const { type, shape, start } = header;
  const expected = start + shape.reduce((product, size) => product * size, elementSize(type));
  if (file.length !== expected)
    throw sourceProblem('file-damaged', path, `it has ${file.length} bytes, not ${expected}`);
  return decodeElements(file.subarray(start), type, false);
}
