import { createHash } from 'node:crypto';
import { constants, createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { labelBytes } from '../../graph-runtime/datasets/labels/label-kind';
import { numbersOfRows } from '../../graph-runtime/datasets/labels/row-layout';
import {
  hasLabelImages,
  labelKindOf,
  layoutWithImages,
} from '../../graph-runtime/datasets/target-description';
import { cacheFolder } from '../files/cache-folder';
import { isSystemCode, systemErrorCode } from '../files/file-system';
import { DamagedFile, readingFailure } from './damaged-file';
import type { FoundDataset } from './dataset-catalog';
import { exampleBytes, type SplitDescription } from './dataset-description';
import { ImageFile } from './image-file';
import {
  classesOfNumbers,
  classesOfTargets,
  loadTargets,
  numbersOfTargets,
  storedLabelType,
  type TargetValues,
} from './load-targets';

/** One part of a data set whose examples stay on the disk. */
export interface StreamedSplit {
  readonly count: number;
  /** Class of each example; empty where the targets are no classes. */
  readonly labels: Int32Array;
  /** Labels of whatever kind; where masks, which are images of their own, are among them, they stay on the disk. */
  readonly targets: TargetValues | ImageFile;
  /** All labels but masks of each example, where there are several; null where there is one that is no number. */
  readonly numbers: Float32Array | null;
  readonly examples: ImageFile;
}

export interface StreamedDataset {
  readonly train: StreamedSplit;
  /** Null where the data set has none of its own. */
  readonly validation: StreamedSplit | null;
  readonly test: StreamedSplit;
}

/** Closes the files of a data set that was opened. */
export function closeStreamed({ train, validation, test }: StreamedDataset): void {
  for (const split of [train, validation, test]) closeSplit(split);
}

function closeSplit(split: StreamedSplit | null): void {
  if (split === null) return;
  split.examples.close();
  if (split.targets instanceof ImageFile) split.targets.close();
}

/** Where packed files are kept unpacked, so that single images can be read. */
function defaultCache(): string {
  return cacheFolder('images');
}

/**
 * Opens a data set too large for memory. Files of raw values are opened as they are; packed ones are unpacked into a cache the first time,
 * named by their checksum. Sizes and labels are checked, the checksums of raw values are not: reading them all would take as long as an epoch's
 * reading.
 */
export async function openStreamedDataset(
  found: FoundDataset,
  cache = defaultCache(),
): Promise<Reply<StreamedDataset>> {
  const { splits, id } = found.description;
  const opened: StreamedSplit[] = [];
  const open = async (split: SplitDescription) => {
    const one = await openSplit(found, split, cache);
    opened.push(one);
    return one;
  };
  try {
    const train = await open(splits.train);
    const validation = splits.validation === undefined ? null : await open(splits.validation);
    return success({ train, validation, test: await open(splits.test) });
  } catch (error) {
    for (const split of opened) closeSplit(split);
    if (error instanceof NotUnpacked) {
      const values = { id, folder: cache, reason: error.reason };
      return failed(failure('dataset-not-unpacked', values, { detail: String(error) }));
    }
    return failed(readingFailure(found, error));
  }
}

/** The cache cannot be written: what the data set is stored in is not at fault. */
class NotUnpacked extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** Errors of the system while the cache is written. */
async function inCache<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const reason = systemErrorCode(error);
    // What zlib finds in the packed file is no error of the cache.
    if (!isSystemCode(reason)) throw error;
    throw new NotUnpacked(reason);
  }
}

async function openSplit(
  found: FoundDataset,
  split: SplitDescription,
  cache: string,
): Promise<StreamedSplit> {
  const { folder, description } = found;
  const imageSize = exampleBytes(description);
  const bytes = split.count * imageSize;
  const { targets, numbers } = await openTargets(found, split);
  const { file, sha256 } = split.examples;
  const path = file.endsWith('.gz')
    ? await unpacked(join(folder, file), sha256, cache, bytes)
    : join(folder, file);
  const start = statSync(path).size - bytes;
  // The images are the end of an IDX file; what is in front is its header, as long as its axes make it.
  const isRight = description.version === 2 ? start === 0 : start >= 8 && start <= 20;
  if (!isRight) throw new DamagedFile(file, 'it has not as many examples as it should');
  const { target } = description;
  const labels =
    targets instanceof ImageFile
      ? classesOfNumbers(numbers ?? new Float32Array(), target)
      : classesOfTargets(targets, target, numbers);
  return {
    count: split.count,
    labels,
    targets,
    numbers,
    examples: new ImageFile({ path, start, imageSize }),
  };
}

async function openTargets(
  found: FoundDataset,
  split: SplitDescription,
): Promise<Pick<StreamedSplit, 'targets' | 'numbers'>> {
  const { target } = found.description;
  const type = storedLabelType(found.description);
  const { targets, count } = split;
  if (targets === undefined || type === null || !hasLabelImages(target)) {
    const loaded = await loadTargets(found, split);
    return { targets: loaded, numbers: numbersOfTargets(loaded, target, count) };
  }
  const path = join(found.folder, targets.file);
  const imageSize = labelBytes(type);
  if (statSync(path).size !== count * imageSize) {
    throw new DamagedFile(targets.file, 'it has not as many labels as it should');
  }
  const file = new ImageFile({ path, start: 0, imageSize });
  try {
    return { targets: file, numbers: await readThrough(found, targets.file, file, count) };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Bytes of labels that are looked at before others are read. */
const LABEL_BYTES_AT_ONCE = 2 ** 24;

/**
 * Looks at all labels once: one beyond the classes would end a run hours later, or be learned as another class. Answers those that are no images,
 * where there are several.
 *
 * @throws DamagedFile
 */
async function readThrough(
  { description: { target, exampleShape } }: FoundDataset,
  name: string,
  file: ImageFile,
  count: number,
): Promise<Float32Array | null> {
  const kind = labelKindOf(target);
  const layout = layoutWithImages(target);
  const numbers = layout && new Float32Array(count * layout.numbers);
  const atOnce = Math.max(1, Math.floor(LABEL_BYTES_AT_ONCE / file.location.imageSize));
  for (let start = 0; start < count; start += atOnce) {
    const indices = Int32Array.from({ length: Math.min(atOnce, count - start) }, (_, at) => start + at);
    const rows = file.read(indices);
    const flaw = kind.flawOf?.(rows, target, exampleShape) ?? null;
    if (flaw !== null) throw new DamagedFile(name, flaw);
    if (layout !== null) numbers?.set(numbersOfRows(rows, indices.length, layout), start * layout.numbers);
    // Whoever waits for this thread gets an answer in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return numbers;
}

/** The file's content, unpacked and checked; written beside and renamed, so that what is there is whole. */
async function unpacked(path: string, sha256: string, cache: string, bytes: number): Promise<string> {
  const target = join(cache, `${sha256}.idx`);
  if (existsSync(target)) return target;
  // A packed file that cannot be read is the data set's fault, not the cache's.
  await access(path, constants.R_OK);
  await inCache(() => mkdir(cache, { recursive: true }));
  const temporary = `${target}.${process.pid}.tmp`;
  const sum = createHash('sha256');
  const hashed = new Transform({
    transform(chunk, _encoding, done) {
      sum.update(chunk);
      done(null, chunk);
    },
  });
  let written = 0;
  const counted = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      written += chunk.length;
      // Never much more than the description announces, whatever the file says.
      done(
        written > bytes + 20 ? new DamagedFile(basename(path), 'it holds more than it should') : null,
        chunk,
      );
    },
  });
  try {
    await inCache(() =>
      pipeline(createReadStream(path), hashed, createGunzip(), counted, createWriteStream(temporary)),
    );
    if (sum.digest('hex') !== sha256) throw new DamagedFile(basename(path), 'its checksum is wrong');
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return target;
}
