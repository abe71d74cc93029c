import { inflateSync } from 'node:zlib';
import { sourceProblem } from '../../file-tree/source-problem-error';
import { decodeElements, type ElementType, type NumericArray } from '../arrays/elements';

/** A variable of numbers. */
export interface MatVariable {
  readonly name: string;
  /** MATLAB's sizes: rows first. */
  readonly sizes: readonly number[];
  /** Columns after each other: the first size varies fastest. */
  readonly values: NumericArray;
}

export interface MatContent {
  readonly variables: readonly MatVariable[];
  /** Names of variables that are no arrays of numbers: cells, structures, sparse matrices. */
  readonly others: readonly string[];
}

const HEADER_BYTES = 128;
/** Types of data elements (MAT-File Format, table 1-1). */
const [MATRIX, COMPRESSED] = [14, 15];
const TYPES: ReadonlyMap<number, ElementType> = new Map([
  [1, 'int8'],
  [2, 'uint8'],
  [3, 'int16'],
  [4, 'uint16'],
  [5, 'int32'],
  [6, 'uint32'],
  [7, 'float32'],
  [9, 'float64'],
  [12, 'int64'],
  [13, 'uint64'],
]);
/** Classes of arrays that hold numbers: double to uint64 (table 1-3). */
const isNumberClass = (code: number) => code >= 6 && code <= 15;
const LARGEST_VARIABLE = 2 ** 31 - 1;

/** Whether it is a file of MATLAB 5 to 7.2. */
export function isMat(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 10)).toString('latin1');
  return text.startsWith('MATLAB 5.0');
}

/** @throws SourceProblemError `file-damaged` */
export function readMat(bytes: Uint8Array, path: string): MatContent {
  if (bytes.length < HEADER_BYTES) throw sourceProblem('file-damaged', path, 'its header is cut off');
  const isLittleEndian = bytes[126] === 0x49;
  const variables: MatVariable[] = [];
  const others: string[] = [];
  for (const element of elementsOf(bytes.subarray(HEADER_BYTES), isLittleEndian, path)) {
    const [matrix] =
      element.type === COMPRESSED ? elementsOf(unpack(element.data, path), isLittleEndian, path) : [element];
    if (matrix?.type !== MATRIX) continue;
    const variable = readMatrix(matrix.data, isLittleEndian, path);
    if (typeof variable === 'string') others.push(variable);
    else variables.push(variable);
  }
  return { variables, others };
}

interface Element {
  readonly type: number;
  readonly data: Uint8Array;
}

function elementsOf(bytes: Uint8Array, isLittleEndian: boolean, path: string): Element[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const elements: Element[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const tag = view.getUint32(at, isLittleEndian);
    // Up to four bytes are in the tag itself, with their number in its upper half.
    const isSmall = tag >>> 16 !== 0;
    const type = isSmall ? tag & 0xffff : tag;
    const size = isSmall ? tag >>> 16 : view.getUint32(at + 4, isLittleEndian);
    const start = at + (isSmall ? 4 : 8);
    if (start + size > bytes.length || (isSmall && size > 4))
      throw sourceProblem('file-damaged', path, 'a variable is cut off');
    elements.push({ type, data: bytes.subarray(start, start + size) });
    // All but compressed elements are padded to eight bytes.
    at = isSmall ? at + 8 : start + (type === COMPRESSED ? size : Math.ceil(size / 8) * 8);
  }
  return elements;
}

function unpack(data: Uint8Array, path: string): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength: LARGEST_VARIABLE });
  } catch (error) {
    throw sourceProblem('file-damaged', path, error instanceof Error ? error.message : String(error));
  }
}

/** The variable, or the name of one that is no array of numbers. */
function readMatrix(bytes: Uint8Array, isLittleEndian: boolean, path: string): MatVariable | string {
  const [flags, dimensions, nameBytes, real] = elementsOf(bytes, isLittleEndian, path);
  if (flags === undefined || dimensions === undefined || nameBytes === undefined || flags.data.length < 8) {
    throw sourceProblem('file-damaged', path, 'a variable is cut off');
  }
  const name = Buffer.from(nameBytes.data).toString('latin1');
  const word = decodeElements(flags.data, 'uint32', isLittleEndian)[0] ?? 0;
  const type = real === undefined ? undefined : TYPES.get(real.type);
  const isComplex = (word & 0x800) !== 0;
  if (!isNumberClass(word & 0xff) || isComplex || real === undefined || type === undefined) return name;
  const sizes = Array.from(decodeElements(dimensions.data, 'int32', isLittleEndian));
  const values = decodeElements(real.data, type, isLittleEndian);
  const count = sizes.reduce((product, size) => product * size, 1);
  if (values.length !== count)
    throw sourceProblem('file-damaged', path, `${name} has ${values.length} values, not ${count}`);
  return { name, sizes, values };
}
