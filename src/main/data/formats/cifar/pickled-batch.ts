import type { FileTree } from '../../file-tree/file-tree';
import { sourceProblem } from '../../file-tree/source-problem-error';
import type { NumericArray } from '../arrays/elements';
import type { ArrayListing, NamedArray } from '../arrays/named-array';
import { wholeArray } from '../arrays/whole-array';
import { readUnpacked } from '../packed-files';
import { arrayOf, itemsOf, type PickledValue, textOf } from './pickled-values';
import { unpickle } from './unpickle';

/** The arrays in a pickle: entries of its dictionary, or of a list of lists of them (`(x_train, y_train), (x_test, y_test)`). */
export async function readPickledBatch(tree: FileTree, path: string): Promise<ArrayListing> {
  const value = unpickle(await readUnpacked(tree, path), path);
  const collector = new Collector(path);
  collector.collect(value, '');
  if (collector.arrays.length === 0 && Object.keys(collector.classNames).length === 0) {
    throw sourceProblem('unsupported-array', path);
  }
  return { arrays: collector.arrays, problems: [], classNames: collector.classNames };
}

/** How deep arrays lie in lists and dictionaries. */
const DEEPEST = 4;
/** A tuple of two is examples and labels; of three of them, the splits. */
const SPLITS: Readonly<Record<number, readonly string[]>> = {
  2: ['train', 'test'],
  3: ['train', 'validation', 'test'],
};

class Collector {
  readonly arrays: NamedArray[] = [];
  readonly classNames: Record<string, readonly string[]> = {};

  constructor(private readonly path: string) {}

  collect(value: PickledValue, name: string, depth = 0): void {
    const array = arrayOf(value, this.path);
    if (array !== null) {
      this.#add(name === '' ? 'data' : name, array.shape, array.values);
      return;
    }
    if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
    if (value.type === 'dictionary') {
      for (const [key, entry] of value.entries)
        this.collect(entry, name === '' ? key : `${name}_${key}`, depth + 1);
    }
    if (value.type === 'list') this.#collectList(itemsOf(value), name, depth);
  }

  #collectList(items: readonly PickledValue[], name: string, depth: number): void {
    const texts = items.map(textOf);
    const namesOf = /^(label|fine_label|coarse_label)_names$/.exec(name)?.[1];
    if (namesOf !== undefined && texts.every((text) => text !== '')) this.classNames[`${namesOf}s`] = texts;
    else if (items.length > 0 && items.every((item) => typeof item === 'number')) {
      this.#add(name === '' ? 'labels' : name, [items.length], Float64Array.from(items.map(Number)));
    } else if (items.length > 0 && items.every((item) => arrayOf(item, this.path) !== null)) {
      const isPair = items.length === 2;
      for (const [index, item] of items.entries()) {
        this.collect(item, isPair ? `${index === 0 ? 'x' : 'y'}_${name}` : `${name}_${index}`, depth + 1);
      }
    } else if (items.length <= 3) {
      const splits = SPLITS[items.length] ?? [];
      for (const [index, item] of items.entries()) this.collect(item, splits[index] ?? name, depth + 1);
    }
  }

  #add(name: string, shape: readonly number[], values: NumericArray): void {
    const isFloat = values instanceof Float32Array || values instanceof Float64Array;
    const type = isFloat && !values.every(Number.isInteger) ? 'float' : 'whole';
    this.arrays.push(wholeArray({ file: this.path, name, shape, type }, async () => values));
  }
}
