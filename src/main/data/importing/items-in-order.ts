import type { ImportChoices } from '../../../contract/contract';
import type { SourceContent } from '../formats/data-format';
import { inStoredOrder } from './examples/example-order';
import type { ListedExample } from './list-examples';
import type { OpenedSource } from './open-source';

/** An example with its content, which may still have to be read. */
export interface Item {
  readonly example: ListedExample;
  readonly content: SourceContent;
}

export interface ItemOptions {
  readonly source: OpenedSource;
  readonly listed: readonly ListedExample[];
  readonly choices: ImportChoices;
  readonly signal: AbortSignal;
}

/** Bytes of examples that are held to change their places. */
const MOST_HELD_BYTES = 256_000_000;

/**
 * In the order of storage. Where splits are given, those of the test split first: what equals one of them is found when it comes. Examples
 * that are not in files of their own come as the source has them where holding them to change their places would take too much memory.
 */
export async function* itemsInOrder({ source, listed, choices, signal }: ItemOptions): AsyncGenerator<Item> {
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
    const items = itemsOfSource({ source, listed, choices, signal }, belongs);
    if (ordered === listed) yield* items;
    else yield* changingPlaces(items, ordered);
  }
}

async function* itemsOfSource(
  { source: { format, tree, answers }, listed, signal }: ItemOptions,
  belongs: (example: ListedExample) => boolean,
): AsyncGenerator<Item> {
  let index = 0;
  for await (const { content } of format.examples(tree, answers, signal)) {
    const example = listed[index];
    index += 1;
    if (example !== undefined && belongs(example)) yield { example, content };
  }
}

async function* changingPlaces(
  items: AsyncGenerator<Item>,
  ordered: readonly ListedExample[],
): AsyncGenerator<Item> {
  const held = new Map<ListedExample, Item>();
  let bytes = 0;
  for await (const item of items) {
    held.set(item.example, item);
    bytes += bytesOf(item.content);
    if (bytes <= MOST_HELD_BYTES) continue;
    yield* held.values();
    yield* items;
    return;
  }
  for (const example of ordered) {
    const item = held.get(example);
    if (item !== undefined) yield item;
  }
}

function bytesOf(content: SourceContent): number {
  switch (content.type) {
    case 'file':
      return 0;
    case 'encoded':
      return content.bytes.length;
    case 'pixels':
      return content.pixels.length;
    case 'features':
      return content.values.byteLength;
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
