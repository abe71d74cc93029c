import type { SourceProblem } from '../../../contract/contract';
import type { DecodingPool } from '../decoding/decoding-pool';
import { throwIfAborted } from '../file-tree/abort';
import type { ExampleValues, PreparedExample } from '../prepared-example';
import { type Fingerprint, rowFingerprint } from './examples/duplicates';
import { thumbnailOf } from './examples/near-duplicates';
import { orderedMap } from './examples/ordered-map';
import type { ExamplePlacer } from './examples/place-examples';
import { hasOtherExtension } from './image-extension';
import { type LabelImages, readLabelImages } from './label-images';
import { type Item, type ItemOptions, itemsInOrder } from './items-in-order';
import type { ListedExample } from './list-examples';
import { type PreparedContent, prepareContent } from './prepare-content';
import { orProblem } from './read-content';

/** Images that are read and decoded ahead of the one that is stored, for each thread. */
const AHEAD = 4;

export interface PreparationOptions extends ItemOptions {
  readonly placer: ExamplePlacer;
  readonly pool: DecodingPool;
  /** A row of a table as it is stored. */
  readonly encode: (row: Float32Array) => ExampleValues;
  readonly labelImages: LabelImages;
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
      /** Of each label that is a mask or a second image. */
      readonly labelImages: readonly Uint8Array[];
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
  const size = { height, width };
  const labels = await readLabelImages(source.tree, example, size, image, options.labelImages, pool);
  if ('problem' in labels) return { example, problem: labels.problem };
  const thumbnail = thumbnailOf(pixels, image.height, image.width, image.channels);
  return {
    ...{ example, labelImages: labels.value, values: pixels, size: [height, width] },
    notes: notesOf(place, read.value),
    fingerprint: { sha256, look: { differenceHash, thumbnail } },
  };
}

function readRow(example: ListedExample, row: Float32Array, { encode }: PreparationOptions): ReadItem {
  const fingerprint = rowFingerprint(row);
  return { example, labelImages: [], values: encode(row), size: null, notes: [], fingerprint };
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
  const { fingerprint, size, values, labelImages } = read;
  const placement = placer.place(example, fingerprint, labelImages);
  const record = { key, sha256: fingerprint.sha256, size };
  if ('excluded' in placement) {
    return { record: { ...record, split: null, excluded: placement.excluded }, values: null, target: null };
  }
  for (const note of read.notes) placer.note(note);
  return { record: { ...record, split: placement.split }, values, target: placement.target };
}
