/**
 * Applies `convert` to items of a source, several at a time, and yields the results in the order of the items: the same sequence, however
 * many are under way and whichever is done first. An item is taken only when one of the results before it has been fetched, so that no
 * more than `atOnce` results are ever held. Ends, and rejects, with the first item that fails.
 */
export async function* orderedMap<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  atOnce: number,
  convert: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const pending: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const result = convert(item);
      // It is waited for later; until then a failure must not count as unhandled.
      result.catch(() => undefined);
      pending.push(result);
      if (pending.length < atOnce) continue;
      const first = pending.shift();
      if (first !== undefined) yield await first;
    }
    for (let first = pending.shift(); first !== undefined; first = pending.shift()) yield await first;
  } finally {
    // Nobody may still work on what the caller is about to close.
    await Promise.allSettled(pending);
  }
}
