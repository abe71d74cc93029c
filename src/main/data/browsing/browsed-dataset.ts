import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA_PARTS, type DataPart, partStarts } from '../../../contract/data-browser';
import type { SourceProblem } from '../../../contract/data-problems';
import { failed, type Reply, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import { systemErrorCode } from '../../files/file-system';
import { readingFailure } from '../damaged-file';
import { type FoundDataset, findDataset } from '../dataset-catalog';
import { exampleBytes } from '../dataset-description';
import { type OpenedDataset, openFound } from '../dataset-images';
import type { DatasetRoots } from '../dataset-roots';
import { PROBLEMS_FILE } from '../example-writer';
import { ImageFile } from '../image-file';
import { type IndexedExamples, indexExamples } from './example-index';
import { readRecords, storedCount } from './example-records';
import { TargetFiles } from './target-files';

/** A data set whose examples can be looked at by their numbers. */
export interface BrowsedDataset {
  readonly found: FoundDataset;
  readonly examples: IndexedExamples;
  /**
   * The stored values of those examples, one after the other; null when one of them is not stored.
   *
   * @throws the system's error
   */
  read(examples: readonly number[]): Uint8Array | null;
  readonly targets: TargetFiles;
  close(): void;
}

/** Opens a data set to look at its examples. */
export async function browseDataset(roots: DatasetRoots, id: string): Promise<Reply<BrowsedDataset>> {
  const found = await findDataset(roots, id);
  if (!found.ok) return found;
  try {
    const problems = await readProblems(found.value);
    const parts = await readRecords(found.value);
    const examples = indexExamples(parts, problems, found.value.description);
    const opened = await openFound(found.value);
    return opened.ok ? success(browsed(found.value, examples, opened.value)) : opened;
  } catch (error) {
    return failed(readingFailure(found.value, error));
  }
}

/** None of a data set that has no such file, as those that come with the app. */
async function readProblems({ folder }: FoundDataset): Promise<readonly SourceProblem[]> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(folder, PROBLEMS_FILE), 'utf8'));
    return Array.isArray(parsed) ? parsed.filter(isProblem) : [];
  } catch (error) {
    // They are notes: a data set whose notes are gone can still be looked at.
    if (error instanceof SyntaxError || systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function isProblem(value: unknown): value is SourceProblem {
  if (typeof value !== 'object' || value === null || !('reason' in value && 'path' in value)) return false;
  return typeof value.reason === 'string' && typeof value.path === 'string';
}

function browsed(found: FoundDataset, examples: IndexedExamples, opened: OpenedDataset): BrowsedDataset {
  const { folder, description } = found;
  const size = exampleBytes(description);
  const starts = partStarts(examples.index.counts);
  const file = description.excluded?.examples.file;
  const excluded =
    file === undefined ? null : new ImageFile({ path: join(folder, file), start: 0, imageSize: size });
  const readPart = (part: DataPart, indices: Int32Array): Uint8Array | null => {
    if (indices.some((index) => index >= storedCount(description, part))) return null;
    return part === 'excluded'
      ? (excluded?.read(indices) ?? null)
      : (opened.split(part)?.read(indices) ?? null);
  };
  const targets = TargetFiles.open(found, examples);
  return {
    ...{ found, examples, targets },
    read: (numbers) => {
      const bytes = new Uint8Array(numbers.length * size);
      for (const { part, indices, places } of byPart(numbers, starts)) {
        const read = readPart(part, Int32Array.from(indices));
        if (read === null) return null;
        places.forEach((place, at) => {
          bytes.set(read.subarray(at * size, (at + 1) * size), place * size);
        });
      }
      return bytes;
    },
    close: () => {
      opened.close();
      excluded?.close();
      targets.close();
    },
  };
}

interface PartOfNumbers {
  readonly part: DataPart;
  readonly indices: number[];
  /** Place of each of them among the numbers. */
  readonly places: number[];
}

function byPart(
  numbers: readonly number[],
  starts: Readonly<Record<DataPart, number>>,
): readonly PartOfNumbers[] {
  const parts = DATA_PARTS.map((part): PartOfNumbers => ({ part, indices: [], places: [] }));
  const fromLast = [...parts].reverse();
  numbers.forEach((number, place) => {
    const found = fromLast.find(({ part }) => number >= starts[part]);
    found?.indices.push(number - starts[found.part]);
    found?.places.push(place);
  });
  return parts.filter(({ indices }) => indices.length > 0);
}

/** What a request for examples is answered that are not there. */
export function unknownExample(): Reply<never> {
  return failed(failure('request-invalid'));
}
