import { createHash } from 'node:crypto';
import type { ImportChoices, SourceProblem } from '../../../contract/contract';
import type { DecodingPool } from '../decoding/decoding-pool';
import { throwIfAborted } from '../file-tree/abort';
import type { SourceContent } from '../formats/data-format';
import type { ExampleValues, PreparedExample } from '../prepared-example';
import type { Fingerprint } from './examples/duplicates';
import { inStoredOrder } from './examples/example-order';
import { fitMask, type MaskClasses } from './examples/fit-mask';
import { thumbnailOf } from './examples/near-duplicates';
import { orderedMap } from './examples/ordered-map';
import type { ExamplePlacer } from './examples/place-examples';
import { hasOtherExtension } from './image-extension';
import type { ListedExample } from './list-examples';
import type { OpenedSource } from './open-source';
import { type PreparedContent, prepareContent } from './prepare-content';
import { orProblem } from './read-content';
import { readMaskOf } from './read-mask';

/** Images that are read and decoded ahead of the one that is stored, for each thread. */
const AHEAD = 4;

export interface PreparationOptions {
  readonly source: OpenedSource;
  readonly listed: readonly ListedExample[];
  readonly choices: ImportChoices;
  readonly placer: ExamplePlacer;
  readonly pool: DecodingPool;
  readonly signal: AbortSignal;
  /** A row of a table as it is stored. */
  readonly encode: (row: Float32Array) => ExampleValues;
  /** What the values of masks mean; null where the targets are no masks. */
  readonly masks: MaskClasses | null;
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
  for await (const read of orderedMap(itemsOf(options), ahead, (item) => readItem(item, options))) {
    throwIfAborted(signal);
    const example = settle(read, placer);
    onExample(example.values === null);
    yield example;
  }
  onLast();
}

interface Item {
  readonly example: ListedExample;
  readonly content: SourceContent;
}

/**
 * Where splits are given, those of the test split first: what equals one of them is found when it comes. Files come in the order of storage,
 * others as the source has them.
 */
async function* itemsOf({ source, listed, choices, signal }: PreparationOptions): AsyncGenerator<Item> {
  const ordered = inStoredOrder(listed);
  for (const belongs of phasesOf(choices)) {
    if (listed.every(({ path }) => path !== null)) {
      for (const example of ordered) {
        if (example.path !== null && belongs(example)) {
          yield { example, content: { type: 'file', path: example.path } };
        }
      }
      continue;
    }
    if (!listed.some(belongs)) continue;
    const { format, tree, answers } = source;
    let index = 0;
    for await (const { content } of format.examples(tree, answers, signal)) {
      const example = listed[index];
      index += 1;
      if (example !== undefined && belongs(example)) yield { example, content };
    }
  }
}

function phasesOf({ split }: ImportChoices): readonly ((example: ListedExample) => boolean)[] {
  if (split.rule === 'seeded') return [() => true];
  return [
    (example) => example.split === 'test',
    (example) => example.split === 'validation',
    (example) => example.split === 'train' || example.split === null,
  ];
}

/** An example as it can be stored, or why it cannot. */
type ReadItem = { readonly example: ListedExample } & (
  | {
      readonly values: ExampleValues;
      readonly size: readonly [number, number] | null;
      readonly fingerprint: Fingerprint;
      /** `[height, width]` classes, where its target is a mask. */
      readonly mask: Uint8Array | null;
      readonly notes: readonly SourceProblem[];
    }
  | { readonly problem: SourceProblem }
);

async function readItem({ example, content }: Item, options: PreparationOptions): Promise<ReadItem> {
  if (content.type === 'features') return readRow(example, content.values, options);
  const { source, choices, pool, masks } = options;
  const { image } = choices;
  if (image === null) return { example, problem: { reason: 'other-size', path: example.key } };
  const place = example.path ?? example.key;
  const read = await orProblem(place, () => prepareContent(source.tree, content, image, pool));
  if ('problem' in read) return { example, problem: read.problem };
  const { pixels, sha256, differenceHash, height, width } = read.value;
  const { target } = example;
  let mask: Uint8Array | null = null;
  if (masks !== null && target.type === 'mask') {
    const readMask = await readMaskOf(source.tree, target.path, { height, width });
    if ('problem' in readMask) return { example, problem: readMask.problem };
    mask = fitMask(readMask.value, image, masks);
  }
  const thumbnail = thumbnailOf(pixels, image.height, image.width, image.channels);
  return {
    ...{ example, mask, values: pixels, size: [height, width], notes: notesOf(place, read.value) },
    fingerprint: { sha256, look: { differenceHash, thumbnail } },
  };
}

function readRow(example: ListedExample, row: Float32Array, { encode }: PreparationOptions): ReadItem {
  const bytes = new Uint8Array(row.buffer, row.byteOffset, row.byteLength);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    example,
    mask: null,
    values: encode(row),
    size: null,
    notes: [],
    fingerprint: { sha256, look: null },
  };
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
  const { fingerprint, size, values, mask } = read;
  const placement = placer.place(example, fingerprint, mask);
  const record = { key, sha256: fingerprint.sha256, size };
  if ('excluded' in placement) {
    return { record: { ...record, split: null, excluded: placement.excluded }, values: null, target: null };
  }
  for (const note of read.notes) placer.note(note);
  return { record: { ...record, split: placement.split }, values, target: placement.target };
}
