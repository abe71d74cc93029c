import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A tensor as a safetensors file holds it, row-major. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** An array of bytes in a safetensors file. */
export interface ByteTensor {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

const headerSchema = z.record(
  z.string(),
  z.object({
    dtype: z.enum(['F32', 'I32', 'U8']),
    shape: z.array(z.number().int()),
    data_offsets: z.tuple([z.number().int(), z.number().int()]),
  }),
);

interface StoredEntry {
  readonly name: string;
  readonly dtype: 'F32' | 'I32' | 'U8';
  readonly shape: readonly number[];
  /** Its own copy, because typed arrays must begin at a multiple of their element's size. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/**
 * The tensors of a safetensors file: 8 bytes little-endian header length, a JSON header (name to dtype, shape and offsets), then raw
 * little-endian data. Only the element types of the reference data are known.
 */
function readEntries(path: string): readonly StoredEntry[] {
  const bytes = readFileSync(path);
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const { __metadata__: _, ...entries } = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(bytes.toString('utf8', 8, start)));
  return Object.entries(headerSchema.parse(entries)).map(([name, { dtype, shape, data_offsets }]) => {
    const [begin, end] = data_offsets;
    return { name, dtype, shape, data: new Uint8Array(bytes.subarray(start + begin, start + end)) };
  });
}

/** The tensors of numbers of a safetensors file, by name; its arrays of bytes are left out. */
export function readSafetensors(path: string): ReadonlyMap<string, StoredTensor> {
  return new Map(
    readEntries(path).flatMap(({ name, dtype, shape, data: { buffer } }) => {
      if (dtype === 'U8') return [];
      const values = dtype === 'F32' ? new Float32Array(buffer) : new Int32Array(buffer);
      return [[name, { shape, values }] as const];
    }),
  );
}

/** The arrays of bytes of a safetensors file, by name; its other tensors are left out. */
export function readByteTensors(path: string): ReadonlyMap<string, ByteTensor> {
  const bytes = readEntries(path).filter(({ dtype }) => dtype === 'U8');
  return new Map(bytes.map(({ name, shape, data }) => [name, { shape, data }]));
}
