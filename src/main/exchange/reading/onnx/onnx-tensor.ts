import {
  bytesOf,
  doublesOf,
  floatsOf as protobufFloats,
  integerOf,
  protobufFields,
  type ProtobufValue,
  signedOf,
  varintsOf,
} from '../../../../graph-runtime/exchange/protobuf-reader';
import type { OnnxTensor, OnnxType } from '../../../../graph-runtime/exchange/import/onnx/source-model';
import { sourceProblem } from '../../../data/file-tree/source-problem-error';
import { floatsOf, sizeOfFloat } from '../float-values';
import { countOf } from '../weight-source';
import { textOf } from './onnx-text';

/** `TensorProto.DataType`. Those of four bits, complex numbers and texts are none that weights or sizes have. */
const TYPES: Readonly<Record<number, OnnxType>> = {
  ...{ 1: 'float32', 2: 'uint8', 3: 'int8', 4: 'uint16', 5: 'int16', 6: 'int32', 7: 'int64', 9: 'bool' },
  ...{ 10: 'float16', 11: 'float64', 12: 'uint32', 13: 'uint64', 16: 'bfloat16' },
};

/** Reads values that lie in another file, beside the model. */
export type ReadExternal = (location: string, offset: number, length: number) => Uint8Array;

interface Parts {
  readonly dims: number[];
  type: number;
  name: string;
  raw: Uint8Array | null;
  readonly lists: Map<number, ProtobufValue[]>;
  readonly external: Map<string, string>;
  isExternal: boolean;
}

/** `TensorProto`. @throws SourceProblemError, ProtobufError */
export function readOnnxTensor(bytes: Uint8Array, path: string, readExternal: ReadExternal): OnnxTensor {
  const parts: Parts = {
    ...{ dims: [], type: 0, name: '', raw: null, isExternal: false },
    ...{ lists: new Map(), external: new Map() },
  };
  for (const { field, value } of protobufFields(bytes)) readField(parts, field, value);
  const { name, dims } = parts;
  const type = TYPES[parts.type] ?? 'other';
  const count = countOf(dims);
  if (count === null) throw sourceProblem('file-damaged', path, `the size of ${name || 'a tensor'}`);
  const damaged = () => sourceProblem('file-damaged', path, `the values of ${name} do not fit its shape`);
  const stored = (): Uint8Array | null => {
    if (!parts.isExternal) return parts.raw;
    const { location = '', offset = '0', length = '-1' } = Object.fromEntries(parts.external);
    return readExternal(
      location,
      Number(offset),
      Number(length) < 0 ? count * bytesEach(type) : Number(length),
    );
  };
  // What the file promises is held against what it has before anything is allocated for it.
  if (!parts.isExternal && parts.raw !== null && parts.raw.length < count * bytesEach(type)) throw damaged();
  if (!parts.isExternal && parts.raw === null && listedBytes(parts.lists) < count / 2) throw damaged();
  const values = (): Float32Array => {
    const raw = stored();
    const found = raw === null ? listedFloats(parts.lists, type) : rawFloats(raw, type, count);
    if (found.length < count) throw damaged();
    return found.length === count ? found : found.subarray(0, count);
  };
  const integers = (): readonly number[] => {
    const raw = stored();
    const found = raw === null ? listedIntegers(parts.lists) : rawIntegers(raw, type, count);
    if (found.length < count) throw damaged();
    return found.slice(0, count);
  };
  return { name, type, dims, values, integers };
}

function readField(parts: Parts, field: number, value: ProtobufValue): void {
  if (field === 1) for (const size of varintsOf(value)) parts.dims.push(signedOf(size));
  else if (field === 2) parts.type = integerOf(value);
  else if (field === 8) parts.name = textOf(value);
  else if (field === 9) parts.raw = bytesOf(value);
  else if (field === 13) {
    const [key = '', entry = ''] = entryOf(bytesOf(value));
    parts.external.set(key, entry);
  } else if (field === 14) parts.isExternal = integerOf(value) === 1;
  else if ([4, 5, 7, 10, 11].includes(field)) {
    const list = parts.lists.get(field) ?? [];
    list.push(value);
    parts.lists.set(field, list);
  }
}

/** `StringStringEntryProto`. */
export function entryOf(bytes: Uint8Array): readonly [string, string] {
  const texts = ['', ''];
  for (const { field, value } of protobufFields(bytes)) if (field <= 2) texts[field - 1] = textOf(value);
  return [texts[0] ?? '', texts[1] ?? ''];
}

function bytesEach(type: OnnxType): number {
  if (type === 'uint16') return 2;
  if (type === 'uint32') return 4;
  if (type === 'uint64') return 8;
  return type === 'other' ? 1 : sizeOfFloat(type);
}

function listedBytes(lists: ReadonlyMap<number, readonly ProtobufValue[]>): number {
  let bytes = 0;
  for (const list of lists.values()) {
    for (const value of list) bytes += typeof value === 'bigint' ? 1 : value.length;
  }
  return bytes;
}

/** `float_data`, `double_data`; `int32_data` holds the bits of smaller types. */
function listedFloats(lists: ReadonlyMap<number, readonly ProtobufValue[]>, type: OnnxType): Float32Array {
  const floats = lists.get(4)?.map(protobufFloats) ?? lists.get(10)?.map(doublesOf);
  if (floats !== undefined) return joined(floats);
  const integers = listedIntegers(lists);
  if (type !== 'float16' && type !== 'bfloat16') return Float32Array.from(integers);
  const bits = new Uint8Array(2 * integers.length);
  const view = new DataView(bits.buffer);
  integers.forEach((value, at) => {
    view.setUint16(2 * at, value & 0xffff, true);
  });
  return floatsOf(bits, type);
}

function joined(parts: readonly (Float32Array | Float64Array)[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** `int32_data`, `int64_data`, `uint64_data`. */
function listedIntegers(lists: ReadonlyMap<number, readonly ProtobufValue[]>): readonly number[] {
  const list = lists.get(5) ?? lists.get(7) ?? lists.get(11) ?? [];
  return list.flatMap((value) => varintsOf(value).map(signedOf));
}

function rawFloats(raw: Uint8Array, type: OnnxType, count: number): Float32Array {
  if (type === 'other') return new Float32Array();
  if (type === 'uint16' || type === 'uint32' || type === 'uint64')
    return Float32Array.from(rawIntegers(raw, type, count));
  return floatsOf(raw.subarray(0, count * sizeOfFloat(type)), type);
}

function rawIntegers(raw: Uint8Array, type: OnnxType, count: number): readonly number[] {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const found = Math.min(count, Math.floor(raw.length / bytesEach(type)));
  const read: Readonly<Partial<Record<OnnxType, (at: number) => number>>> = {
    bool: (at) => view.getUint8(at),
    int8: (at) => view.getInt8(at),
    uint8: (at) => view.getUint8(at),
    int16: (at) => view.getInt16(2 * at, true),
    uint16: (at) => view.getUint16(2 * at, true),
    int32: (at) => view.getInt32(4 * at, true),
    uint32: (at) => view.getUint32(4 * at, true),
    int64: (at) => Number(view.getBigInt64(8 * at, true)),
    uint64: (at) => Number(view.getBigUint64(8 * at, true)),
  };
  const one = read[type];
  if (one === undefined) return Array.from(rawFloats(raw, type, count));
  return Array.from({ length: found }, (_, at) => one(at));
}
