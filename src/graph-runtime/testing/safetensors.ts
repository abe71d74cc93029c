import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A tensor as a safetensors file holds it, row-major. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

const headerSchema = z.record(
  z.string(),
  z.object({
    dtype: z.enum(['F32', 'I32']),
    shape: z.array(z.number().int()),
    data_offsets: z.tuple([z.number().int(), z.number().int()]),
  }),
);

/**
 * Reads a safetensors file: 8 bytes little-endian header length, a JSON header (name to dtype, shape and offsets), then raw
 * little-endian data. Only the two element types of the reference data are known.
 */
export function readSafetensors(path: string): ReadonlyMap<string, StoredTensor> {
  const bytes = readFileSync(path);
  const headerLength = Number(bytes.readBigUInt64LE(0));
  const { __metadata__: _, ...entries } = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(bytes.toString('utf8', 8, 8 + headerLength)));
  const header = headerSchema.parse(entries);
  const data = bytes.subarray(8 + headerLength);
  return new Map(
    Object.entries(header).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [begin, end],
        },
      ]) => {
        // Its own copy, because typed arrays must begin at a multiple of their element's size.
        const own = new Uint8Array(data.subarray(begin, end)).buffer;
        return [name, { shape, values: dtype === 'F32' ? new Float32Array(own) : new Int32Array(own) }];
      },
    ),
  );
}
