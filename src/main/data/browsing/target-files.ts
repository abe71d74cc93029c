import { join } from 'node:path';
import { DATA_PARTS, partStarts } from '../../../contract/data-browser';
import { labelKindOf } from '../../../graph-runtime/datasets/target-description';
import type { FoundDataset } from '../dataset-catalog';
import { type DatasetDescription, targetBytes } from '../dataset-description';
import { ImageFile } from '../image-file';
import type { IndexedExamples } from './example-index';

/** The stored targets of a data set's examples, by their numbers. Those of one class are no files here: the index has them all. */
export class TargetFiles {
  readonly #counts: IndexedExamples['index']['counts'];
  readonly #files: ReadonlyMap<string, ImageFile>;
  /** Bytes of one target. */
  readonly #size: number;

  private constructor(
    counts: IndexedExamples['index']['counts'],
    files: ReadonlyMap<string, ImageFile>,
    size: number,
  ) {
    this.#counts = counts;
    this.#files = files;
    this.#size = size;
  }

  /** @throws the system's error */
  static open({ folder, description }: FoundDataset, { index }: IndexedExamples): TargetFiles {
    const files = new Map<string, ImageFile>();
    const imageSize = targetBytes(description);
    for (const part of labelKindOf(description.target).isClassIndex ? [] : DATA_PARTS) {
      const file = splitOf(description, part)?.targets?.file;
      if (file !== undefined)
        files.set(part, new ImageFile({ path: join(folder, file), start: 0, imageSize }));
    }
    return new TargetFiles(index.counts, files, imageSize);
  }

  /** Those of the examples of these numbers, one after the other; zeros where nothing is stored. @throws the system's error */
  read(numbers: readonly number[]): Uint8Array {
    const starts = partStarts(this.#counts);
    const bytes = new Uint8Array(numbers.length * this.#size);
    const parts = [...DATA_PARTS].reverse();
    for (let place = 0; place < numbers.length; ) {
      const number = numbers[place] ?? 0;
      const part = parts.find((one) => number >= starts[one]) ?? 'train';
      // Those that lie one after the other are one read.
      let count = 1;
      while (
        numbers[place + count] === number + count &&
        count < starts[part] + this.#counts[part] - number
      ) {
        count += 1;
      }
      const first = number - starts[part];
      const read = this.#files.get(part)?.read(Int32Array.from({ length: count }, (_, at) => first + at));
      if (read !== undefined) bytes.set(read, place * this.#size);
      place += count;
    }
    return bytes;
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
  }
}

function splitOf({ splits, excluded }: DatasetDescription, part: (typeof DATA_PARTS)[number]) {
  return part === 'excluded' ? excluded : splits[part];
}
