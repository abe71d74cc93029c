/** A tensor of a file, its bytes made when they are written. */
export interface TensorPiece {
  readonly name: string;
  readonly type: 'F32' | 'I64';
  readonly shape: readonly number[];
  bytes(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

const BYTES = { F32: 4, I64: 8 } as const;

/** A safetensors file in pieces; of the tensors, one at a time is in memory. */
export async function* safetensorsPieces(
  tensors: readonly TensorPiece[],
  metadata: Readonly<Record<string, string>> = {},
): AsyncGenerator<Uint8Array> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const { name, type, shape } of tensors) {
    const end = offset + shape.reduce((product, size) => product * size, BYTES[type]);
    header[name] = { dtype: type, shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  // Padded with spaces so that the values start at a multiple of eight.
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  yield Buffer.concat([length, padded]);
  for (const tensor of tensors) yield* tensor.bytes();
}
