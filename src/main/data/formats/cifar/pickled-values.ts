import { sourceProblem } from '../../file-tree/source-problem-error';
import {
  decodeElements,
  type ElementType,
  elementSize,
  type NumericArray,
  toRowMajor,
} from '../arrays/elements';

export type PickledValue =
  | null
  | boolean
  | number
  | string
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  /** Lists and tuples. */
  | { readonly type: 'list'; readonly items: PickledValue[] }
  | { readonly type: 'dictionary'; readonly entries: Map<string, PickledValue> }
  /** A function or class of Python, by its name: it is not looked up. */
  | { readonly type: 'global'; readonly name: string }
  | PickledObject
  /** What a call of another library gives, with its arguments: whoever allowed the call knows what they are. */
  | { readonly type: 'made'; readonly kind: string; readonly items: readonly PickledValue[] };

/** What a call of an allowed function gives; its state comes after it. */
export interface PickledObject {
  readonly type: 'dtype' | 'array';
  readonly argument: PickledValue;
  state: PickledValue;
}

/** What NumPy's pickles call, in its versions 1 and 2, and what Python's own values do. */
const ARRAYS = /^numpy\.(_?core|core)\.multiarray\._reconstruct$|^numpy\.(ndarray)$/;
const PLAIN_ARRAYS = /^numpy\.(_?core)\.numeric\._frombuffer$/;

/**
 * What a call in a pickle gives: of functions that only make data.
 *
 * @throws SourceProblemError `pickle-refused` with the name of every other function
 */
export function reduceCall(callable: PickledValue, argument: PickledValue, path: string): PickledValue {
  const name =
    typeof callable === 'object' && callable?.type === 'global' ? callable.name : 'an unnamed function';
  const [first = null] = itemsOf(argument);
  if (name === 'numpy.dtype') return { type: 'dtype', argument: first, state: null };
  if (ARRAYS.test(name)) return { type: 'array', argument: null, state: null };
  if (PLAIN_ARRAYS.test(name)) return { type: 'array', argument, state: null };
  // How protocol 2 writes the bytes of Python 3.
  if (name === '_codecs.encode' && typeof first === 'string') {
    return { type: 'bytes', bytes: Buffer.from(first, 'latin1') };
  }
  if (name === 'collections.OrderedDict') return { type: 'dictionary', entries: new Map() };
  if (/^(builtins|__builtin__)\.(bytearray|bytes|list|tuple|set)$/.test(name)) return first;
  if (/^numpy\.(_?core)\.multiarray\.scalar$/.test(name)) return scalarOf(itemsOf(argument), path);
  throw sourceProblem('pickle-refused', path, name);
}

export function itemsOf(value: PickledValue): readonly PickledValue[] {
  return typeof value === 'object' && value?.type === 'list' ? value.items : [];
}

export interface PickledArray {
  readonly shape: readonly number[];
  readonly values: NumericArray;
}

/** The array of NumPy in a value; null for what is none. @throws SourceProblemError `object-array`, `file-damaged` */
export function arrayOf(value: PickledValue, path: string): PickledArray | null {
  if (typeof value !== 'object' || value?.type !== 'array') return null;
  // `(version, shape, dtype, is_fortran, data)` of _reconstruct; `(buffer, dtype, shape, order)` of _frombuffer.
  const [, shape = null, dtype = null, isFortran = null, data = null] = itemsOf(value.state);
  const [buffer = null, plainType = null, plainShape = null, order = null] = itemsOf(value.argument);
  const isPlain = value.argument !== null;
  const sizes = itemsOf(isPlain ? plainShape : shape).map(Number);
  const bytes = isPlain ? buffer : data;
  const { type, isLittleEndian } = elementTypeOf(isPlain ? plainType : dtype, path);
  if (typeof bytes !== 'object' || bytes?.type !== 'bytes')
    throw sourceProblem('file-damaged', path, 'an array without numbers');
  const count = sizes.reduce((product, size) => product * size, 1);
  if (bytes.bytes.length !== count * elementSize(type))
    throw sourceProblem('file-damaged', path, 'an array of another size');
  const values = decodeElements(bytes.bytes, type, isLittleEndian);
  const isColumns = isPlain ? order === 'F' : isFortran === true;
  return { shape: sizes, values: isColumns && sizes.length > 1 ? toRowMajor(values, sizes) : values };
}

function elementTypeOf(dtype: PickledValue, path: string): { type: ElementType; isLittleEndian: boolean } {
  if (typeof dtype !== 'object' || dtype?.type !== 'dtype')
    throw sourceProblem('file-damaged', path, 'an array without a type');
  const text = textOf(dtype.argument);
  const [, letter = '', digits = ''] = /^[<>|=]?([a-zA-Z?])(\d*)/.exec(text) ?? [];
  if (letter === 'O') throw sourceProblem('object-array', path);
  const names: Readonly<Record<string, string>> = { u: 'uint', i: 'int', f: 'float' };
  const name = letter === 'b' || letter === '?' ? 'bool' : `${names[letter]}${8 * Number(digits)}`;
  if (!/^(bool|u?int(8|16|32|64)|float(16|32|64))$/.test(name))
    throw sourceProblem('unsupported-array', path, text);
  // `(version, byte order, …)`
  const [, order = ''] = itemsOf(dtype.state);
  return { type: name as ElementType, isLittleEndian: textOf(order) !== '>' };
}

function scalarOf([dtype = null, data = null]: readonly PickledValue[], path: string): PickledValue {
  const { type, isLittleEndian } = elementTypeOf(dtype, path);
  if (typeof data !== 'object' || data?.type !== 'bytes')
    throw sourceProblem('file-damaged', path, 'a number without a value');
  return decodeElements(data.bytes, type, isLittleEndian)[0] ?? 0;
}

/** A text, or bytes as one. */
export function textOf(value: PickledValue): string {
  if (typeof value === 'object' && value?.type === 'bytes')
    return Buffer.from(value.bytes).toString('latin1');
  return typeof value === 'string' ? value : '';
}
