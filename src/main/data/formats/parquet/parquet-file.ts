import type { AsyncBuffer, FileMetaData, SchemaTree } from 'hyparquet';
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { z } from 'zod';
import type { FileTree } from '../../file-tree/file-tree';
import { SourceProblemError, sourceProblem } from '../../file-tree/source-problem-error';

/** What a column of a Parquet file holds, as far as it matters here. */
export interface ParquetColumn {
  readonly name: string;
  readonly kind: 'image' | 'text' | 'whole' | 'float' | 'list' | 'other';
  /** Names of classes by their numbers, as Hugging Face's `ClassLabel` brings them. */
  readonly classNames: readonly string[] | null;
}

export interface ParquetFile {
  readonly path: string;
  readonly columns: readonly ParquetColumn[];
  /** First row and number of rows of each group. */
  readonly groups: readonly { readonly start: number; readonly count: number }[];
  /** The values of these columns in a group of rows. @throws SourceProblemError `file-damaged` */
  readGroup(index: number, columns: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** @throws SourceProblemError `file-damaged`, `unreadable` */
export async function openParquet(tree: FileTree, path: string): Promise<ParquetFile> {
  const { size } = tree.files.find((file) => file.path === path) ?? { size: 0 };
  const { file, guarded } = guardedFile(tree, path, size);
  const metadata = await guarded(() => parquetMetadataAsync(file));
  const features = featuresOf(metadata);
  let start = 0;
  const groups = metadata.row_groups.map(({ num_rows }) => {
    const group = { start, count: Number(num_rows) };
    start += group.count;
    return group;
  });
  return {
    path,
    columns: await guarded(async () =>
      parquetSchema(metadata).children.map((column) => columnOf(column, features)),
    ),
    groups,
    readGroup: (index, columns) => {
      const group = groups[index] ?? { start: 0, count: 0 };
      const rows = { rowStart: group.start, rowEnd: group.start + group.count };
      // Without it, bytes that are no text would be read as one.
      const options = { ...rows, columns: [...columns], compressors, utf8: false };
      return guarded(() => parquetReadObjects({ file, metadata, ...options }));
    },
  };
}

/**
 * A file for the library, which begins to read several parts at once and waits for them one by one: after the first that fails, nobody waits for
 * the others, and their rejections would end the process. So no read is rejected: the first problem is noted, and `guarded` throws it.
 */
function guardedFile(tree: FileTree, path: string, size: number) {
  let problem: unknown;
  const readPart = async (start: number, end: number) => {
    if (!(start >= 0 && start <= end && end <= size)) {
      throw sourceProblem('file-damaged', path, `bytes ${start} to ${end} of ${size}`);
    }
    return bufferOf(await tree.readRange(path, start, end - start));
  };
  const file: AsyncBuffer = {
    byteLength: size,
    slice: (start, end = size) =>
      readPart(start, end).catch((error: unknown) => {
        problem ??= error;
        return new ArrayBuffer(0);
      }),
  };
  /** Whatever the library finds wrong is the file's fault. */
  const guarded = async <T>(read: () => Promise<T>): Promise<T> => {
    problem = undefined;
    try {
      const result = await read();
      if (problem !== undefined) throw problem;
      return result;
    } catch (error) {
      const first = problem ?? error;
      if (first instanceof SourceProblemError) throw first;
      throw sourceProblem('file-damaged', path, first instanceof Error ? first.message : String(first));
    }
  };
  return { file, guarded };
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

/** One feature of Hugging Face's description; several of them in a sequence have theirs inside. */
const featureSchema = z.looseObject({ _type: z.string().optional(), names: z.array(z.string()).optional() });
type Feature = z.infer<typeof featureSchema>;
const descriptionSchema = z.object({ info: z.object({ features: z.record(z.string(), z.unknown()) }) });

function featuresOf({ key_value_metadata }: FileMetaData): ReadonlyMap<string, Feature> {
  const text = key_value_metadata?.find(({ key }) => key === 'huggingface')?.value ?? '';
  const description = descriptionSchema.safeParse(parseJson(text));
  const entries = description.success ? Object.entries(description.data.info.features) : [];
  return new Map(
    entries.flatMap(([name, value]) => {
      const inner = Array.isArray(value) ? value[0] : value;
      const own = featureSchema.safeParse(inner);
      const nested = featureSchema.safeParse(own.success ? own.data.feature : undefined);
      const feature = nested.success ? nested : own;
      return feature.success ? [[name, feature.data] as const] : [];
    }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function columnOf({ element, children }: SchemaTree, features: ReadonlyMap<string, Feature>): ParquetColumn {
  const feature = features.get(element.name);
  return { name: element.name, kind: kindOf(element, children, feature), classNames: feature?.names ?? null };
}

function kindOf(
  element: SchemaTree['element'],
  children: readonly SchemaTree[],
  feature?: Feature,
): ParquetColumn['kind'] {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (children.length > 0) {
    const isImage = feature?._type === 'Image' || children.some((child) => child.element.name === 'bytes');
    return isImage ? 'image' : converted === 'LIST' || logical?.type === 'LIST' ? 'list' : 'other';
  }
  if (type === 'BYTE_ARRAY') return converted === 'UTF8' || logical?.type === 'STRING' ? 'text' : 'image';
  if (type === 'FLOAT' || type === 'DOUBLE') return 'float';
  return type === 'INT32' || type === 'INT64' || type === 'BOOLEAN' ? 'whole' : 'other';
}
