import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import type { TensorValues } from './tensor-values';

const LENGTH_BYTES = 8;
/** Headers of real files have some hundred kilobytes at most. */
const MOST_HEADER_BYTES = 100_000_000;

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.number().int().min(0)).max(8),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});
type Entry = z.infer<typeof entrySchema>;

/** A safetensors file that stays on the disk: each tensor is read when it is asked for. */
export class TensorFile implements TensorValues {
  readonly #file: FileHandle;
  readonly #start: number;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(file: FileHandle, start: number, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.#start = start;
    this.#entries = entries;
  }

  /** @throws the system's error, or one that says in a few words why the file is none of this kind */
  static async open(path: string): Promise<TensorFile> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const length = Number((await readBytes(file, 0, LENGTH_BYTES)).readBigUInt64LE());
      const start = LENGTH_BYTES + length;
      if (start > size || length > MOST_HEADER_BYTES) throw new Error('it is cut short');
      const entries = parseHeader(await readBytes(file, LENGTH_BYTES, length));
      for (const { data_offsets } of entries.values()) {
        if (start + data_offsets[1] > size) throw new Error('it is cut short');
      }
      return new TensorFile(file, start, entries);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Shape of a float32 tensor; null where there is none of that name. */
  shapeOf(name: string): readonly number[] | null {
    const entry = this.#entries.get(name);
    return entry?.dtype === 'F32' ? entry.shape : null;
  }

  async read(name: string): Promise<Float32Array> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new Error(`there is no ${name} in the file`);
    const [begin, end] = entry.data_offsets;
    const count = entry.shape.reduce((product, size) => product * size, 1);
    if (end - begin !== 4 * count) throw new Error(`the values of ${name} do not fit its shape`);
    const bytes = await readBytes(this.#file, this.#start + begin, end - begin);
    return new Float32Array(bytes.buffer, bytes.byteOffset, count);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** One read may bring a part only. */
async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  // Memory of its own, not Node's pool: typed arrays must begin at a multiple of their element's size.
  const bytes = Buffer.from(new ArrayBuffer(length));
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new Error('it is cut short');
    done += bytesRead;
  }
  return bytes;
}

function parseHeader(json: Buffer): ReadonlyMap<string, Entry> {
  try {
    const { __metadata__: _, ...entries } = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(json.toString('utf8')));
    return new Map(Object.entries(entries).map(([name, entry]) => [name, entrySchema.parse(entry)]));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new Error('its header cannot be read');
    throw error;
  }
}
