import { join } from 'node:path';
import { SPLIT_NAMES, type SplitName } from '../../contract/data-survey';
import { isList, isRowWithImages } from '../../graph-runtime/datasets/labels/label-kind';
import {
  labelKindOf,
  layoutWithImages,
  storedValueCount,
  type TargetDescription,
  type TargetPlan,
  targetDescriptionSchema,
} from '../../graph-runtime/datasets/target-description';
import type { FileSystem } from '../files/file-system';
import {
  type DatasetDescription,
  exampleBytes,
  type SplitDescription,
  targetBytes,
} from './dataset-description';
import { HashedFile, writeWhole } from './hashed-file';
import {
  bytesOf,
  type ExampleRecord,
  encodeTarget,
  type PreparedExample,
  type PreparedTarget,
} from './prepared-example';
import { ColumnStatistics, type Standardization, standardize } from './standardize';
import { WaitingImages } from './waiting-images';

/** A line for each example, and what was wrong with the source: not needed for training. */
export const RECORDS_FILE = 'files.jsonl';
export const PROBLEMS_FILE = 'problems.json';

/** What examples and targets have to be like. */
type WriterPlan = Pick<DatasetDescription, 'dtype' | 'exampleShape'> & { readonly target: TargetPlan };

interface SplitFiles {
  count: number;
  readonly examples: HashedFile;
  readonly targets: HashedFile | null;
  /** Targets that are numbers, until they can be standardized. */
  readonly numbers: (readonly number[])[];
  /** Masks and second images beside them, which wait on the disk: they may be more than there is memory. */
  readonly images: WaitingImages | null;
}

/** What has been written when all examples have come. */
export interface WrittenExamples {
  readonly target: TargetDescription;
  readonly splits: Partial<Record<SplitName, SplitDescription>>;
}

/** The files of a data set while its examples come. */
export class ExampleWriter {
  readonly #plan: WriterPlan;
  readonly #folder: string;
  readonly #fileSystem: FileSystem;
  readonly #exampleBytes: number;
  readonly #targetBytes: number;
  readonly #splits = new Map<SplitName, SplitFiles>();
  readonly #open = new Set<HashedFile>();
  readonly #isStandardized: boolean;
  readonly #statistics: ColumnStatistics;
  #records: HashedFile | null = null;

  constructor(plan: WriterPlan, folder: string, fileSystem: FileSystem) {
    this.#plan = plan;
    this.#folder = folder;
    this.#fileSystem = fileSystem;
    this.#exampleBytes = exampleBytes(plan);
    this.#targetBytes = targetBytes(plan);
    this.#isStandardized = labelKindOf(plan.target).standardized !== undefined;
    this.#statistics = new ColumnStatistics(this.#isStandardized ? storedValueCount(plan.target) : 0);
  }

  async add({ record, values, target }: PreparedExample): Promise<void> {
    const line: ExampleRecord = { ...record, target: withoutImages(target) };
    this.#records ??= await this.#create(RECORDS_FILE);
    await this.#records.write(Buffer.from(`${JSON.stringify(line)}\n`));
    if (record.split === null || values === null) return;
    const bytes = bytesOf(values);
    if (bytes.length !== this.#exampleBytes) {
      throw new Error(`${record.key} has ${bytes.length} bytes instead of ${this.#exampleBytes}`);
    }
    const split = await this.#splitOf(record.split);
    await split.examples.write(bytes);
    await this.#addTarget(split, record.split, target);
    split.count += 1;
  }

  async #addTarget(split: SplitFiles, name: SplitName, target: PreparedTarget): Promise<void> {
    const numbers = withoutImages(target);
    if (!this.#isStandardized || numbers === null || !isList(numbers)) {
      await split.targets?.write(encodeTarget(target, this.#plan.target, this.#targetBytes));
      return;
    }
    split.numbers.push(numbers);
    if (isRowWithImages(target)) await split.images?.write(target.images);
    // What a network is evaluated on must not have any part in what it learns from.
    if (name === 'train') this.#statistics.add(numbers);
  }

  async finish(problems: readonly object[]): Promise<WrittenExamples> {
    const splits: Partial<Record<SplitName, SplitDescription>> = {};
    const standardization = this.#statistics.standardization(
      (column) => labelKindOf(this.#plan.target).isStoredAsIs?.(this.#plan.target, column) ?? false,
    );
    for (const name of SPLIT_NAMES) {
      const split = this.#splits.get(name);
      if (split === undefined) continue;
      await this.#writeNumbers(split, standardization);
      const examples = { file: fileName(name, 'examples'), sha256: await this.#finish(split.examples) };
      if (split.targets === null) splits[name] = { count: split.count, examples };
      else {
        const targets = { file: fileName(name, 'targets'), sha256: await this.#finish(split.targets) };
        splits[name] = { count: split.count, examples, targets };
      }
    }
    if (this.#records !== null) await this.#finish(this.#records);
    await writeWhole(this.#fileSystem, join(this.#folder, PROBLEMS_FILE), problems);
    return { splits, target: described(this.#plan.target, standardization) };
  }

  async #writeNumbers(
    { numbers, images: waiting, targets }: SplitFiles,
    standardization: Standardization,
  ): Promise<void> {
    if (waiting !== null) {
      this.#open.delete(waiting.file);
      await waiting.finish();
    }
    for (const [at, row] of numbers.entries()) {
      const values = standardize(row, standardization);
      const images = waiting?.read(at) ?? null;
      const target = images === null ? values : { numbers: values, images };
      await targets?.write(encodeTarget(target, this.#plan.target, this.#targetBytes));
    }
    await waiting?.remove();
  }

  /** What is still open after a failure. */
  async close(): Promise<void> {
    for (const { images } of this.#splits.values()) images?.close();
    await Promise.allSettled([...this.#open].map((file) => file.close()));
  }

  async #splitOf(name: SplitName): Promise<SplitFiles> {
    const known = this.#splits.get(name);
    if (known !== undefined) return known;
    const examples = await this.#create(fileName(name, 'examples'));
    const targets = this.#targetBytes === 0 ? null : await this.#create(fileName(name, 'targets'));
    const images = await this.#waitingImages(name);
    const split = { count: 0, examples, targets, numbers: [], images };
    this.#splits.set(name, split);
    return split;
  }

  /** Null where there are none beside numbers. */
  async #waitingImages(split: SplitName): Promise<WaitingImages | null> {
    const { target, exampleShape } = this.#plan;
    const layout = layoutWithImages(target);
    if (layout === null) return null;
    const [height = 1, width = 1] = exampleShape;
    const path = join(this.#folder, `${split}.waiting`);
    const sizes = layout.images.map((perPixel) => perPixel * height * width);
    const waiting = await WaitingImages.create(this.#fileSystem, path, sizes);
    this.#open.add(waiting.file);
    return waiting;
  }

  async #create(name: string): Promise<HashedFile> {
    const file = await HashedFile.create(this.#fileSystem, join(this.#folder, name));
    this.#open.add(file);
    return file;
  }

  #finish(file: HashedFile): Promise<string> {
    this.#open.delete(file);
    return file.finish();
  }
}

/** What a line says of a target: images of their own are no part of it. */
function withoutImages(target: PreparedTarget): number | readonly number[] | null {
  if (isRowWithImages(target)) return target.numbers;
  return target instanceof Uint8Array ? null : target;
}

function fileName(split: SplitName, what: 'examples' | 'targets'): string {
  return `${split}.${what}`;
}

function described(target: TargetPlan, { mean, deviation }: Standardization): TargetDescription {
  const statistics = { mean: [...mean], deviation: [...deviation] };
  // A plan of labels that are stored as they are is their description.
  return labelKindOf(target).standardized?.(target, statistics) ?? targetDescriptionSchema.parse(target);
}
