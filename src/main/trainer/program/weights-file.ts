import { z } from 'zod';
import type { TensorData } from '../engine/tensor-data';

/** A named tensor of a file. */
export type NamedTensor = Extract<TensorData, { dtype: 'float32' | 'int32' }> & { readonly name: string };

/** Eight bytes of length in front of the header. */
export const LENGTH_BYTES = 8;
const elementTypes = { float32: 'F32', int32: 'I32' } as const;

/**
 * Packs tensors in the safetensors format: header length (little-endian, 64 bits), a JSON header with name -> dtype, shape and
 * place of the bytes, then the values, little-endian. Tensors lie channels last, as the engine has them.
 *
 * @returns the file's bytes in pieces, the first of which is length and header; the values are not copied
 */
export function packTensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): readonly Uint8Array[] {
  return [
    packHeader(tensors, metadata),
    ...tensors.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ];
}

/** What such a file begins with: the length of the header and the header, for tensors whose values follow in this order. */
export function packHeader(
  tensors: readonly Pick<NamedTensor, 'name' | 'dtype' | 'shape'>[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const { name, dtype, shape } of tensors) {
    const end = offset + 4 * shape.reduce((product, size) => product * size, 1);
    header[name] = { dtype: elementTypes[dtype], shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  // Padded with spaces so that the values start at a multiple of eight.
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded]);
}

const entrySchema = z.object({
  dtype: z.enum(['F32', 'I32']),
  shape: z.array(z.number().int().min(0)).max(8),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});
const headerSchema = z.record(z.string(), z.unknown());
const metadataSchema = z.record(z.string(), z.string()).default({});

export interface UnpackedTensors {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads what `packTensors` packs.
 *
 * @throws an Error that says in a few words why the bytes are no such file
 */
export function unpackTensors(bytes: Uint8Array): UnpackedTensors {
  const { __metadata__, ...entries } = readHeader(bytes);
  const data = bytes.subarray(headerEnd(bytes));
  return {
    metadata: metadataSchema.parse(__metadata__),
    tensors: Object.entries(entries).map(([name, entry]) => readTensor(name, entrySchema.parse(entry), data)),
  };
}

/** What a file says of itself, from its first bytes up to the end of the header. */
export function unpackMetadata(bytes: Uint8Array): Readonly<Record<string, string>> {
  return metadataSchema.parse(readHeader(bytes).__metadata__);
}

/** Where the header ends and the values begin. */
export function headerEnd(bytes: Uint8Array): number {
  if (bytes.length < LENGTH_BYTES) throw new Error('it is cut short');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  const end = LENGTH_BYTES + Number(length);
  if (end > bytes.length) throw new Error('it is cut short');
  return end;
}

function readHeader(bytes: Uint8Array) {
  const text = new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, headerEnd(bytes)));
  try {
    return headerSchema.parse(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Error('its header cannot be read');
  }
}

function readTensor(name: string, entry: z.infer<typeof entrySchema>, data: Uint8Array): NamedTensor {
  const [begin, end] = entry.data_offsets;
  const count = entry.shape.reduce((product, size) => product * size, 1);
  if (end > data.length) throw new Error('it is cut short');
  if (end - begin !== 4 * count) throw new Error(`the values of ${name} do not fit its shape`);
  // Its own copy, because typed arrays must begin at a multiple of their element's size.
  const { buffer } = new Uint8Array(data.subarray(begin, end));
  const { shape } = entry;
  return entry.dtype === 'F32'
    ? { name, dtype: 'float32', shape, values: new Float32Array(buffer) }
    : { name, dtype: 'int32', shape, values: new Int32Array(buffer) };
}
