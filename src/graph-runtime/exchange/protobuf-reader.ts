/** What a field of a protocol buffer holds; packed numbers and messages are bytes. */
export type ProtobufValue = bigint | Uint8Array;

export interface ProtobufField {
  readonly field: number;
  /** A varint as 64 unsigned bits; four and eight bytes as they are; a text, message or packed list as a view of the bytes. */
  readonly value: ProtobufValue;
}

/** The bytes are no protocol buffer: cut off, or of a wire type that there is none of. */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError';
}

// Wire types.
const VARINT = 0;
const EIGHT_BYTES = 1;
const DELIMITED = 2;
const FOUR_BYTES = 5;
/** Of 64 bits, seven a byte. */
const MOST_VARINT_BYTES = 10;

/**
 * The fields of a message, in order. Nothing is copied: values are views, and lengths are held against the bytes that there are before
 * anything is made of them.
 *
 * @throws ProtobufError
 */
export function* protobufFields(bytes: Uint8Array): Generator<ProtobufField> {
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    const tag = Number(readVarint(bytes, cursor));
    const [field, wireType] = [Math.floor(tag / 8), tag % 8];
    if (field === 0) throw new ProtobufError('a field without a number');
    if (wireType === VARINT) yield { field, value: readVarint(bytes, cursor) };
    else {
      const length = lengthOf(wireType, bytes, cursor);
      if (length > bytes.length - cursor.at) throw new ProtobufError('it is cut off');
      yield { field, value: bytes.subarray(cursor.at, cursor.at + length) };
      cursor.at += length;
    }
  }
}

function lengthOf(wireType: number, bytes: Uint8Array, cursor: { at: number }): number {
  if (wireType === DELIMITED) return Number(readVarint(bytes, cursor));
  if (wireType === EIGHT_BYTES) return 8;
  if (wireType === FOUR_BYTES) return 4;
  throw new ProtobufError('a wire type that there is none of');
}

function readVarint(bytes: Uint8Array, cursor: { at: number }): bigint {
  let low = 0;
  let value: bigint | null = null;
  for (let index = 0; index < MOST_VARINT_BYTES; index += 1) {
    const byte = bytes[cursor.at];
    if (byte === undefined) throw new ProtobufError('it is cut off');
    cursor.at += 1;
    // Numbers of up to 28 bits, as most are, need no big integers.
    if (index < 4) low += (byte & 0x7f) * 2 ** (7 * index);
    else value = (value ?? BigInt(low)) + (BigInt(byte & 0x7f) << BigInt(7 * index));
    if (byte < 0x80) return value === null ? BigInt(low) : BigInt.asUintN(64, value);
  }
  throw new ProtobufError('a number of too many bytes');
}

/** The varints of a packed list, or the one of a list that is not packed. */
export function varintsOf(value: ProtobufValue): readonly bigint[] {
  if (typeof value === 'bigint') return [value];
  const found: bigint[] = [];
  const cursor = { at: 0 };
  while (cursor.at < value.length) found.push(readVarint(value, cursor));
  return found;
}

/** A signed number of 64 bits; beyond 2^53 it is not exact, and nothing of that size is a size. */
export function signedOf(value: bigint): number {
  return Number(BigInt.asIntN(64, value));
}

/** @throws ProtobufError where a text, message or list was expected and a number stands */
export function bytesOf(value: ProtobufValue): Uint8Array {
  if (typeof value === 'bigint') throw new ProtobufError('a number where bytes were expected');
  return value;
}

/** @throws ProtobufError where a number was expected and bytes stand */
export function integerOf(value: ProtobufValue): number {
  if (typeof value !== 'bigint') throw new ProtobufError('bytes where a number was expected');
  return signedOf(value);
}

/** The float32 values of a packed list, or the one of a list that is not packed. */
export function floatsOf(value: ProtobufValue): Float32Array {
  const bytes = bytesOf(value);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) =>
    view.getFloat32(4 * at, true),
  );
}

/** The same of eight bytes each. */
export function doublesOf(value: ProtobufValue): Float64Array {
  const bytes = bytesOf(value);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: Math.floor(bytes.length / 8) }, (_, at) =>
    view.getFloat64(8 * at, true),
  );
}
