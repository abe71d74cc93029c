import { z } from 'zod';
import { sourceProblem } from '../../data/file-tree/source-problem-error';
import type { ByteSource } from '../../data/file-tree/zip/byte-source';
import { type FloatType, floatsOf, sizeOfFloat } from './float-values';
import { countOf, MOST_TENSORS, type WeightSource } from './weight-source';

const LENGTH_BYTES = 8;
/** Headers of real files have some hundred kilobytes at most. */
const MOST_HEADER_BYTES = 100_000_000;

const TYPES: Readonly<Record<string, FloatType>> = {
  ...{ F16: 'float16', BF16: 'bfloat16', F32: 'float32', F64: 'float64', BOOL: 'bool' },
  ...{ I8: 'int8', U8: 'uint8', I16: 'int16', I32: 'int32', I64: 'int64' },
};

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.number().int().min(0)).max(8),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});
type Entry = z.infer<typeof entrySchema>;

/** Whether the file begins as one of this format: the length of a header, and the header's brace. */
export function isSafetensors(source: ByteSource): boolean {
  const head = source.read(0, LENGTH_BYTES + 1);
  if (head.length <= LENGTH_BYTES || head[LENGTH_BYTES] !== 0x7b) return false;
  return headerLength(head) > 0;
}

/**
 * The tensors of a safetensors file (https://github.com/huggingface/safetensors), of any type of number.
 *
 * @throws SourceProblemError `file-damaged`, `unsupported-array`
 */
export function openSafetensors(source: ByteSource): WeightSource {
  const damaged = (detail: string) => sourceProblem('file-damaged', source.path, detail);
  const length = headerLength(source.read(0, LENGTH_BYTES));
  const start = LENGTH_BYTES + length;
  if (length > MOST_HEADER_BYTES || start > source.size) throw damaged('its header is cut off');
  const { __metadata__, ...named } = readHeader(source.read(LENGTH_BYTES, length), damaged);
  const entries = new Map(Object.entries(named).map(([name, entry]) => [name, entryOf(entry, damaged)]));
  if (entries.size > MOST_TENSORS) throw damaged('it has too many tensors');
  for (const [name, entry] of entries) requireSound(name, entry, source, start);
  const { format, project } = readMetadata(__metadata__);
  return {
    format: format.startsWith('netloom') ? 'netloom' : 'safetensors',
    isOfProject: project === 'netloom',
    weights: Array.from(entries, ([name, { shape }]) => ({ name, shape })),
    read({ name }) {
      const entry = entries.get(name);
      if (entry === undefined) throw damaged(`it has no ${name}`);
      const [begin, end] = entry.data_offsets;
      const bytes = source.read(start + begin, end - begin);
      if (bytes.length !== end - begin) throw damaged('it is cut off');
      return floatsOf(bytes, TYPES[entry.dtype] ?? 'float32');
    },
    close: () => source.close(),
  };
}

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < LENGTH_BYTES) return 0;
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
}

function readHeader(bytes: Uint8Array, damaged: (detail: string) => Error): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    throw damaged('its header cannot be read');
  }
}

function entryOf(entry: unknown, damaged: (detail: string) => Error): Entry {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) throw damaged('its header cannot be read');
  return parsed.data;
}

function requireSound(
  name: string,
  { dtype, shape, data_offsets }: Entry,
  source: ByteSource,
  start: number,
): void {
  const type = TYPES[dtype];
  if (type === undefined) throw sourceProblem('unsupported-array', source.path, `${name}: ${dtype}`);
  const [begin, end] = data_offsets;
  const count = countOf(shape);
  if (count === null || end - begin !== count * sizeOfFloat(type)) {
    throw sourceProblem('file-damaged', source.path, `the values of ${name} do not fit its shape`);
  }
  if (start + end > source.size) throw sourceProblem('file-damaged', source.path, 'it is cut off');
}

/** What Netloom writes says so, and what its projects write. */
function readMetadata(metadata: unknown): { readonly format: string; readonly project: string } {
  const nothing = { format: '', project: '' };
  const text = z.string().catch('');
  return z.object({ format: text, project: text }).catch(nothing).parse(metadata);
}
