import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DATA_PARTS, type DataPart } from '../../../contract/data-browser';
import { SPLIT_NAMES } from '../../../contract/data-survey';
import { DamagedFile } from '../damaged-file';
import type { FoundDataset } from '../dataset-catalog';
import { type DatasetDescription, exampleBytes } from '../dataset-description';
import { RECORDS_FILE } from '../example-writer';
import { type LoadedDataset, loadDataset } from '../load-dataset';
import { bytesOf, type ExampleRecord } from '../prepared-example';

/** The examples of each part, in the order in which they are numbered. */
export type RecordsByPart = Readonly<Record<DataPart, readonly ExampleRecord[]>>;

/**
 * What is recorded of every example of a data set. A shipped one has no records: what its files say is made into some.
 *
 * @throws DamagedFile, or the system's error
 */
export async function readRecords(found: FoundDataset): Promise<RecordsByPart> {
  if (found.description.version === 1) return recordsOfLoaded(found);
  const stored: Record<DataPart, ExampleRecord[]> = { train: [], validation: [], test: [], excluded: [] };
  const leftOut: ExampleRecord[] = [];
  const lines = createInterface({ input: createReadStream(join(found.folder, RECORDS_FILE), 'utf8') });
  for await (const line of lines) {
    const record = parseRecord(line);
    if (record.split !== null) stored[record.split].push(record);
    else if (record.from !== undefined) stored.excluded.push(record);
    else leftOut.push(record);
  }
  for (const part of DATA_PARTS) requireCount(found.description, part, stored[part].length);
  return { ...stored, excluded: [...stored.excluded, ...leftOut] };
}

/** Examples of a part whose values are stored. */
export function storedCount(
  { splits, excluded }: Pick<DatasetDescription, 'splits' | 'excluded'>,
  part: DataPart,
): number {
  return (part === 'excluded' ? excluded : splits[part])?.count ?? 0;
}

function requireCount(description: DatasetDescription, part: DataPart, records: number): void {
  const count = storedCount(description, part);
  if (records === count) return;
  throw new DamagedFile(RECORDS_FILE, `it has ${records} examples of “${part}” instead of ${count}`);
}

function parseRecord(line: string): ExampleRecord {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    parsed = null;
  }
  if (!isRecord(parsed)) throw new DamagedFile(RECORDS_FILE, 'it has a line that describes no example');
  return parsed;
}

const SPLITS: ReadonlySet<unknown> = new Set([...SPLIT_NAMES, null]);

/** What the rest of a line says is only shown. */
function isRecord(value: unknown): value is ExampleRecord {
  if (typeof value !== 'object' || value === null) return false;
  if (!('key' in value && 'sha256' in value && 'split' in value)) return false;
  const { key, sha256, split } = value;
  return typeof key === 'string' && typeof sha256 === 'string' && SPLITS.has(split);
}

async function recordsOfLoaded(found: FoundDataset): Promise<RecordsByPart> {
  const loaded = await loadDataset(found);
  if (!loaded.ok) throw new DamagedFile(String(loaded.error.values.file ?? ''), loaded.error.code);
  return { ...recordsOfParts(found.description, loaded.value), excluded: [] };
}

function recordsOfParts(description: DatasetDescription, data: LoadedDataset) {
  const records = (part: (typeof SPLIT_NAMES)[number]): readonly ExampleRecord[] => {
    const values = data[part];
    const file = description.splits[part]?.examples.file ?? part;
    if (values === null) return [];
    const size = exampleBytes(description);
    const bytes = bytesOf(values.examples);
    const [height = 1, width = 1] = description.exampleShape;
    return Array.from({ length: values.count }, (_, index) => ({
      key: `${file}#${index}`,
      sha256: createHash('sha256')
        .update(bytes.subarray(index * size, (index + 1) * size))
        .digest('hex'),
      size: [height, width] as const,
      split: part,
      target: values.labels[index] ?? null,
    }));
  };
  return { train: records('train'), validation: records('validation'), test: records('test') };
}
