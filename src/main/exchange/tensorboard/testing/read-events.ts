import { readFileSync } from 'node:fs';
import { crc32c } from '../masked-checksum';

/** A value of an event: its tag, and a number, a histogram's counts, or a picture. */
export interface ReadValue {
  readonly tag: string;
  readonly scalar?: number;
  readonly counts?: readonly number[];
  readonly png?: Buffer;
}

export interface ReadEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly fileVersion?: string;
  readonly values: readonly ReadValue[];
}

/** Reads an event file, as the formats describe it. @throws where a checksum does not fit */
export function readEventFile(path: string): readonly ReadEvent[] {
  const bytes = readFileSync(path);
  const events: ReadEvent[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at));
    const data = bytes.subarray(at + 12, at + 12 + length);
    requireChecksum(bytes.subarray(at, at + 8), bytes.readUInt32LE(at + 8));
    requireChecksum(data, bytes.readUInt32LE(at + 12 + length));
    events.push(readEvent(data));
    at += length + 16;
  }
  return events;
}

/** `unmask` of tensorflow/core/lib/hash/crc32c.h. */
function requireChecksum(bytes: Uint8Array, masked: number): void {
  const rotated = (masked - 0xa282ead8) >>> 0;
  const unmasked = ((rotated >>> 17) | (rotated << 15)) >>> 0;
  if (unmasked !== crc32c(bytes)) throw new Error('a checksum does not fit');
}

function readEvent(data: Buffer): ReadEvent {
  const fields = fieldsOf(data);
  const summary = fields.get(5)?.[0];
  const version = fields.get(3)?.[0];
  return {
    wallTime: bytesOf(fields.get(1)?.[0]).readDoubleLE(),
    step: Number(fields.get(2)?.[0] ?? 0),
    ...(version !== undefined && { fileVersion: bytesOf(version).toString() }),
    values: summary === undefined ? [] : (fieldsOf(bytesOf(summary)).get(1) ?? []).map(readValue),
  };
}

function readValue(value: Field): ReadValue {
  const fields = fieldsOf(bytesOf(value));
  const tag = bytesOf(fields.get(1)?.[0]).toString();
  const [scalar, image, histogram] = [2, 4, 5].map((field) => fields.get(field)?.[0]);
  if (scalar !== undefined) return { tag, scalar: bytesOf(scalar).readFloatLE() };
  if (image !== undefined) return { tag, png: bytesOf(fieldsOf(bytesOf(image)).get(4)?.[0]) };
  const counts = bytesOf(fieldsOf(bytesOf(histogram)).get(7)?.[0]);
  return { tag, counts: Array.from({ length: counts.length / 8 }, (_, at) => counts.readDoubleLE(8 * at)) };
}

type Field = Buffer | bigint;

function bytesOf(field: Field | undefined): Buffer {
  if (!Buffer.isBuffer(field)) throw new Error('a field is missing');
  return field;
}

/** The fields of a message, by number. */
function fieldsOf(data: Buffer): Map<number, Field[]> {
  const fields = new Map<number, Field[]>();
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = data.readUInt8(at);
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number) => {
    at += length;
    return data.subarray(at - length, at);
  };
  while (at < data.length) {
    const tag = Number(varint());
    const wireType = tag % 8;
    const field =
      wireType === 0 ? varint() : take(wireType === 1 ? 8 : wireType === 5 ? 4 : Number(varint()));
    const number = Math.floor(tag / 8);
    fields.set(number, [...(fields.get(number) ?? []), field]);
  }
  return fields;
}
