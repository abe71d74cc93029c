import { join } from 'node:path';
import {
  DATA_PARTS,
  type DataChanges,
  type DataPart,
  type VersionReport,
} from '../../../contract/data-browser';
import { failed, type Reply, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import type { FileSystem } from '../../files/file-system';
import { type BrowsedDataset, browseDataset } from '../browsing/browsed-dataset';
import type { DatasetDescription, DatasetFile, SplitDescription } from '../dataset-description';
import type { DatasetRoots } from '../dataset-roots';
import { RECORDS_FILE } from '../example-writer';
import { publishDataset, type UnnamedDescription } from '../publish-dataset';
import { inStorage } from '../publish-folder';
import { withExactValues } from './exact-values';
import { type PlannedPart, planVersion } from './plan-version';
import { StoredTargets } from './stored-targets';
import { copyProblems, linkFile, type Writing, writeFile, writeRecords } from './version-files';

export interface VersionOptions {
  readonly roots: DatasetRoots;
  /** Of the data set that is corrected; it stays as it is. */
  readonly id: string;
  readonly name: string;
  readonly changes: DataChanges;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  /** Milliseconds since 1970. */
  readonly now?: number;
  readonly fileSystem?: FileSystem;
}

/**
 * Writes a corrected data set beside the one it corrects, as `publishDataset` does. Files that stay as they are become second names of the
 * same content, where the system has that, so that a corrected label does not cost the space of all images again. Means and deviations of numbers
 * stay those of the first version: every example that stays has the bytes that it had.
 *
 * @throws an Error called AbortError
 */
export async function writeVersion(options: VersionOptions): Promise<Reply<VersionReport>> {
  const opened = await browseDataset(options.roots, options.id);
  if (!opened.ok) return opened;
  const dataset = opened.value;
  try {
    const changes = withExactValues(dataset.examples, options.changes);
    const plan = planVersion(dataset.examples, changes, dataset.found.description.target);
    if (plan === null) return failed(failure('request-invalid'));
    if (plan.parts.train.numbers.length === 0) return failed(failure('no-training-examples'));
    if (plan.parts.test.numbers.length === 0) return failed(failure('no-test-examples'));
    const { name, id: parent, roots, now, fileSystem } = options;
    const writing = { dataset, signal: options.signal, onProgress: options.onProgress };
    const place = { root: roots.user, ...(now !== undefined && { now }), ...(fileSystem && { fileSystem }) };
    const written = await publishDataset(place, async (folder, files) =>
      success(await writeParts({ ...options, changes }, { ...writing, plan, folder, files })),
    );
    if (!written.ok) return written;
    return success({ id: written.value.id, name, parent, wasThere: !written.value.isNew });
  } finally {
    dataset.close();
  }
}

async function writeParts(options: VersionOptions, writing: Writing): Promise<UnnamedDescription> {
  const { dataset, plan, folder, files } = writing;
  const { description } = dataset.found;
  const targets = new StoredTargets(dataset, options.changes);
  const progress = progressOf(writing);
  const written = new Map<DataPart, SplitDescription>();
  for (const part of DATA_PARTS) {
    const planned = plan.parts[part];
    if (planned.numbers.length === 0) continue;
    const examples = await writeExamples(writing, part, planned, progress);
    const labels = targets.has
      ? await writeTargets(writing, part, planned, (numbers) => targets.read(numbers))
      : undefined;
    const count = planned.numbers.length;
    written.set(part, { count, examples, ...(labels && { targets: labels }) });
  }
  await inStorage(folder, () => writeRecords(join(folder, RECORDS_FILE), plan, files));
  await inStorage(folder, () => copyProblems(dataset.found.folder, folder, files));
  return describe(options, description, dataset.found.folder, written);
}

function describe(
  { id, name }: VersionOptions,
  description: DatasetDescription,
  folder: string,
  written: ReadonlyMap<DataPart, SplitDescription>,
): UnnamedDescription {
  const { dtype, exampleShape, features, target, source, choices } = description;
  const [train, test] = [written.get('train'), written.get('test')];
  if (train === undefined || test === undefined) throw new Error('a version needs both splits');
  const validation = written.get('validation');
  const excluded = written.get('excluded');
  return {
    version: 2,
    name,
    source: source ?? { path: folder, format: 'idx' },
    choices: { ...choices },
    dtype,
    exampleShape: shapeOf(exampleShape),
    ...(features && { features }),
    target,
    splits: { train, ...(validation && { validation }), test },
    parent: id,
    ...(excluded && { excluded }),
  };
}

function shapeOf([first = 1, ...rest]: readonly number[]): [number, number, number] | [number] {
  const [width, channels] = rest;
  return width === undefined || channels === undefined ? [first] : [first, width, channels];
}

/** Counts the examples that are copied, not those that stay where they are. */
function progressOf({ onProgress, plan }: Writing): (count: number) => void {
  const total = DATA_PARTS.reduce((sum, part) => {
    const { hasSameExamples, numbers } = plan.parts[part];
    return sum + (hasSameExamples ? 0 : numbers.length);
  }, 0);
  let done = 0;
  return (count) => {
    done += count;
    onProgress(done, total);
  };
}

async function writeExamples(
  writing: Writing,
  part: DataPart,
  planned: PlannedPart,
  onCopied: (count: number) => void,
): Promise<DatasetFile> {
  const { dataset } = writing;
  const before = fileBefore(dataset, part, 'examples');
  if (planned.hasSameExamples && before !== null) return linkFile(writing, before, `${part}.examples`);
  return writeFile(writing, `${part}.examples`, planned.numbers, (numbers) => {
    const bytes = dataset.read(numbers);
    if (bytes === null) throw new Error('a planned example is not stored');
    onCopied(numbers.length);
    return bytes;
  });
}

async function writeTargets(
  writing: Writing,
  part: DataPart,
  planned: PlannedPart,
  read: (numbers: readonly number[]) => Uint8Array,
): Promise<DatasetFile> {
  const before = fileBefore(writing.dataset, part, 'targets');
  if (planned.hasSameTargets && before !== null) return linkFile(writing, before, `${part}.targets`);
  return writeFile(writing, `${part}.targets`, planned.numbers, read);
}

/** Null where it is in another form, as the packed files of a shipped data set. */
function fileBefore(
  { found: { description } }: BrowsedDataset,
  part: DataPart,
  what: 'examples' | 'targets',
): DatasetFile | null {
  if (description.version === 1) return null;
  const split = part === 'excluded' ? description.excluded : description.splits[part];
  return split?.[what] ?? null;
}
