import { readFileSync } from 'node:fs';

/** An array of bytes in a safetensors file. */
export interface ByteTensor {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** The uint8 arrays of a safetensors file, by name: 8 bytes with the length of a JSON header, the header, the data. */
export function readByteTensors(path: string): ReadonlyMap<string, ByteTensor> {
  const file = readFileSync(path);
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, start).toString()) as Readonly<
    Record<string, { dtype?: string; shape: number[]; data_offsets: [number, number] }>
  >;
  return new Map(
    Object.entries(header).flatMap(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) =>
        dtype === 'U8' ? [[name, { shape, data: file.subarray(start + from, start + to) }] as const] : [],
    ),
  );
}
