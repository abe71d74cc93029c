import type { DataChanges } from '../../../contract/data-browser';
import { labelKindOf, type TargetDescription } from '../../../graph-runtime/datasets/target-description';
import type { BrowsedDataset } from '../browsing/browsed-dataset';
import { targetBytes } from '../dataset-description';
import { bytesOf, encodeTarget } from '../prepared-example';

/** The targets of a data set's examples as they are stored, some of them corrected. */
export class StoredTargets {
  readonly #dataset: BrowsedDataset;
  readonly #labels: ReadonlyMap<number, number>;
  /** New lists as they are stored. */
  readonly #lists: ReadonlyMap<number, Uint8Array>;
  readonly #size: number;

  constructor(dataset: BrowsedDataset, { labels, targets = [] }: Pick<DataChanges, 'labels' | 'targets'>) {
    const { description } = dataset.found;
    this.#dataset = dataset;
    this.#size = targetBytes(description);
    this.#labels = new Map(labels);
    this.#lists = new Map(
      targets.map(([number, values]) => [
        number,
        encodeTarget(asStored(values, description.target), description.target, this.#size),
      ]),
    );
  }

  /** Whether there are targets at all. */
  get has(): boolean {
    return this.#size > 0;
  }

  /** Those of the examples of these numbers, one after the other. @throws the system's error */
  read(numbers: readonly number[]): Uint8Array {
    const { examples, found, targets } = this.#dataset;
    if (labelKindOf(found.description.target).isClassIndex) {
      const { labels } = examples.index;
      return bytesOf(Int32Array.from(numbers, (number) => this.#labels.get(number) ?? labels[number] ?? 0));
    }
    const bytes = targets.read(numbers);
    numbers.forEach((number, place) => {
      const corrected = this.#lists.get(number);
      if (corrected !== undefined) bytes.set(corrected, place * this.#size);
    });
    return bytes;
  }
}

/** Numbers are stored standardized, by the means and deviations of the first version. */
function asStored(values: readonly number[], target: TargetDescription): readonly number[] {
  if (target.kind !== 'numbers') return values;
  return values.map((value, at) => (value - (target.mean[at] ?? 0)) / (target.deviation[at] ?? 1));
}
