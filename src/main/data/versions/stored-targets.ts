import type { DataChanges } from '../../../contract/data-browser';
import {
  columnsOf,
  labelKindOf,
  layoutWithImages,
  type TargetDescription,
} from '../../../graph-runtime/datasets/target-description';
import type { BrowsedDataset } from '../browsing/browsed-dataset';
import { targetBytes } from '../dataset-description';
import { bytesOf, encodeTarget } from '../prepared-example';
import { isSameNumber } from './exact-values';

/** The targets of a data set's examples as they are stored, some of them corrected. */
export class StoredTargets {
  readonly #dataset: BrowsedDataset;
  readonly #labels: ReadonlyMap<number, number>;
  /** New lists as they are stored, and the values that differ from those before. */
  readonly #lists: ReadonlyMap<
    number,
    { readonly bytes: Uint8Array; readonly changed: readonly number[] | null }
  >;
  readonly #size: number;

  constructor(dataset: BrowsedDataset, { labels, targets = [] }: Pick<DataChanges, 'labels' | 'targets'>) {
    const { description } = dataset.found;
    this.#dataset = dataset;
    this.#size = targetBytes(description);
    this.#labels = new Map(labels);
    this.#lists = new Map(
      targets.map(([number, values]) => [
        number,
        {
          bytes: this.#encoded(asStored(values, description.target)),
          changed: this.#changedIn(number, values),
        },
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
      if (corrected === undefined) return;
      const start = place * this.#size;
      if (corrected.changed === null) bytes.set(corrected.bytes, start);
      for (const at of corrected.changed ?? []) {
        const from = at * VALUE_BYTES;
        bytes.set(corrected.bytes.subarray(from, from + VALUE_BYTES), start + from);
      }
    });
    return bytes;
  }

  /** Of labels with masks among them, the numbers alone: masks are not corrected. */
  #encoded(values: readonly number[]): Uint8Array {
    const { target } = this.#dataset.found.description;
    return layoutWithImages(target) === null
      ? encodeTarget(values, target, this.#size)
      : bytesOf(Float32Array.from(values));
  }

  /** The places of numbers that are other ones: what is not corrected keeps its bytes. Null where targets are no numbers. */
  #changedIn(number: number, values: readonly number[]): readonly number[] | null {
    const { numbers } = this.#dataset.examples.index;
    if (numbers === null) return null;
    const before = numbers.subarray(number * values.length, (number + 1) * values.length);
    return values.flatMap((value, at) => (isSameNumber(value, before[at]) ? [] : [at]));
  }
}

/** Of a number, which is stored as float32. */
const VALUE_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** All labels of an example, or one of several. */
type StoredTarget =
  | TargetDescription
  | Extract<TargetDescription, { readonly kind: 'columns' }>['columns'][number]['target'];

/** Numbers are stored standardized, by the means and deviations of the first version. */
function asStored(values: readonly number[], target: StoredTarget): readonly number[] {
  if (target.kind === 'columns') {
    const columns = columnsOf(target);
    return target.columns.flatMap(({ target: own }, place) => {
      const { at, values: count } = columns[place] ?? { at: 0, values: 0 };
      return asStored(values.slice(at, at + count), own);
    });
  }
  if (target.kind !== 'numbers' && target.kind !== 'features') return values;
  return values.map((value, at) => (value - (target.mean[at] ?? 0)) / (target.deviation[at] ?? 1));
}
