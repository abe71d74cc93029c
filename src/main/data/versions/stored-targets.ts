import { join } from 'node:path';
import { DATA_PARTS, partStarts } from '../../../contract/data-browser';
import { labelKindOf } from '../../../graph-runtime/datasets/target-description';
import type { BrowsedDataset } from '../browsing/browsed-dataset';
import { targetBytes } from '../dataset-description';
import { ImageFile } from '../image-file';
import { bytesOf } from '../prepared-example';

/** The targets of a data set's examples as they are stored, some of them corrected. */
export class StoredTargets {
  readonly #dataset: BrowsedDataset;
  readonly #corrected: ReadonlyMap<number, number>;
  /** Of each part; none where targets are classes, which are all known. */
  readonly #files: ReadonlyMap<string, ImageFile>;
  readonly #size: number;

  private constructor(
    dataset: BrowsedDataset,
    corrected: ReadonlyMap<number, number>,
    files: ReadonlyMap<string, ImageFile>,
  ) {
    this.#dataset = dataset;
    this.#corrected = corrected;
    this.#files = files;
    this.#size = targetBytes(dataset.found.description);
  }

  /**
   * @param corrected classes by the numbers of examples
   * @throws the system's error
   */
  static open(dataset: BrowsedDataset, corrected: ReadonlyMap<number, number>): StoredTargets {
    const { folder, description } = dataset.found;
    const files = new Map<string, ImageFile>();
    for (const part of labelKindOf(description.target).isClassIndex ? [] : DATA_PARTS) {
      const split = part === 'excluded' ? description.excluded : description.splits[part];
      if (split?.targets === undefined) continue;
      const path = join(folder, split.targets.file);
      files.set(part, new ImageFile({ path, start: 0, imageSize: targetBytes(description) }));
    }
    return new StoredTargets(dataset, corrected, files);
  }

  /** Whether there are targets at all. */
  get has(): boolean {
    return this.#size > 0;
  }

  /** Those of the examples of these numbers, one after the other. @throws the system's error */
  read(numbers: readonly number[]): Uint8Array {
    const { index } = this.#dataset.examples;
    if (labelKindOf(this.#dataset.found.description.target).isClassIndex) {
      return bytesOf(
        Int32Array.from(numbers, (number) => this.#corrected.get(number) ?? index.labels[number] ?? 0),
      );
    }
    const starts = partStarts(index.counts);
    const bytes = new Uint8Array(numbers.length * this.#size);
    const parts = [...DATA_PARTS].reverse();
    numbers.forEach((number, place) => {
      const part = parts.find((one) => number >= starts[one]) ?? 'train';
      const read = this.#files.get(part)?.read(Int32Array.of(number - starts[part]));
      if (read !== undefined) bytes.set(read, place * this.#size);
    });
    return bytes;
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
  }
}
