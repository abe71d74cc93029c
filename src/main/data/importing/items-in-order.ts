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

/**
 * Where splits are given, those of the test split first: what equals one of them is found when it comes. Files come in the order of storage,
 * others as the source has them.
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
