import type { SourceProblem } from '../../../contract/contract';
import { masksOfSource } from '../../../graph-runtime/datasets/labels/label-kind';
import type { DecodingPool } from '../decoding/decoding-pool';
import { throwIfAborted } from '../file-tree/abort';
import type { ExampleValues, PreparedExample } from '../prepared-example';
import { type Fingerprint, rowFingerprint } from './examples/duplicates';
import { classesOfMasks, fitMask, type MaskClasses } from './examples/fit-mask';
import { thumbnailOf } from './examples/near-duplicates';
import { orderedMap } from './examples/ordered-map';
import type { ExamplePlacer } from './examples/place-examples';
import { hasOtherExtension } from './image-extension';
import { type Item, type ItemOptions, itemsInOrder } from './items-in-order';
import type { ListedExample } from './list-examples';
import { type PreparedContent, prepareContent } from './prepare-content';
import { orProblem } from './read-content';
import { readMaskOf } from './read-mask';
import { readSecondImage, type SecondImages } from './second-images';

/** Images that are read and decoded ahead of the one that is stored, for each thread. */
const AHEAD = 4;

export interface PreparationOptions extends ItemOptions {
  readonly placer: ExamplePlacer;
  readonly pool: DecodingPool;
  /** A row of a table as it is stored. */
  readonly encode: (row: Float32Array) => ExampleValues;
  /** What the values of masks mean, of each label that is one. */
  readonly masks: readonly MaskClasses[];
  /** Null where the targets are no second images. */
  readonly second: SecondImages | null;
  readonly onExample: (isSkipped: boolean) => void;
  /** All examples have come. */
  readonly onLast: () => void;
}

/**
 * The examples of a data set in the order in which they are stored, decoded on all processors. The order, the splits and every byte depend on
 * the source and the choices alone.
 */
export async function* preparedExamples(options: PreparationOptions): AsyncGenerator<PreparedExample> {
  const { pool, placer, signal, onExample, onLast } = options;
  const ahead = AHEAD * pool.threads;
  for await (const read of orderedMap(itemsInOrder(options), ahead, (item) => readItem(item, options))) {
    throwIfAborted(signal);
    const example = settle(read, placer);
    onExample(example.values === null);
    yield example;
  }
  onLast();
}

/** An example as it can be stored, or why it cannot. */
type ReadItem = { readonly example: ListedExample } & (
  | {
      readonly values: ExampleValues;
      readonly size: readonly [number, number] | null;
      readonly fingerprint: Fingerprint;
      /** `[height, width]` classes, of each label that is a mask. */
      readonly masks: readonly Uint8Array[];
      readonly notes: readonly SourceProblem[];
    }
  | { readonly problem: SourceProblem }
);

async function readItem({ example, content }: Item, options: PreparationOptions): Promise<ReadItem> {
  if (content.type === 'features') return readRow(example, content.values, options);
  const { source, choices, pool } = options;
  const { image } = choices;
  if (image === null) return { example, problem: { reason: 'other-size', path: example.key } };
  const place = example.path ?? example.key;
  const read = await orProblem(place, () => prepareContent(source.tree, content, image, pool));
  if ('problem' in read) return { example, problem: read.problem };
  const { pixels, sha256, differenceHash, height, width } = read.value;
  const masks: Uint8Array[] = [];
  for (const [at, path] of masksOfSource(example.target).entries()) {
    const readMask = await readMaskOf(source.tree, path, { height, width });
    if ('problem' in readMask) return { example, problem: readMask.problem };
    masks.push(fitMask(readMask.value, image, options.masks[at] ?? classesOfMasks(new Set())));
  }
  if (example.target.type === 'image' && options.second !== null) {
    const { tree } = source;
    const { target } = example;
    const found = await readSecondImage(tree, target.path, { height, width }, image, options.second, pool);
    if ('problem' in found) return { example, problem: found.problem };
    masks.push(found.value);
  }
  const thumbnail = thumbnailOf(pixels, image.height, image.width, image.channels);
  return {
    ...{ example, masks, values: pixels, size: [height, width], notes: notesOf(place, read.value) },
    fingerprint: { sha256, look: { differenceHash, thumbnail } },
  };
}

function readRow(example: ListedExample, row: Float32Array, { encode }: PreparationOptions): ReadItem {
  const fingerprint = rowFingerprint(row);
  return { example, masks: [], values: encode(row), size: null, notes: [], fingerprint };
}

function notesOf(path: string, { format, notes }: PreparedContent): readonly SourceProblem[] {
  const found: SourceProblem[] = notes.map((reason) => ({ reason, path }));
  if (format !== null && hasOtherExtension(path, format)) {
    found.push({ reason: 'wrong-extension', path, detail: format.toUpperCase() });
  }
  return found;
}

function settle(read: ReadItem, placer: ExamplePlacer): PreparedExample {
  const { example } = read;
  const { key } = example;
  if ('problem' in read) {
    placer.refuse(example, read.problem);
    const record = { key, sha256: '', size: null, split: null, excluded: read.problem.reason };
    return { record, values: null, target: null };
  }
  const { fingerprint, size, values, masks } = read;
  const placement = placer.place(example, fingerprint, masks);
  const record = { key, sha256: fingerprint.sha256, size };
  if ('excluded' in placement) {
    return { record: { ...record, split: null, excluded: placement.excluded }, values: null, target: null };
  }
  for (const note of read.notes) placer.note(note);
  return { record: { ...record, split: placement.split }, values, target: placement.target };
}
