/**
 * A list that only grows at its end. A series is a value: appending answers another series and leaves this one as it is. Both share their
 * items, so appending costs the same however long the list is.
 */
export class Series<T> implements Iterable<T> {
  /** Shared with the series that were made by appending to this one; this one ends at `length`. */
  readonly #items: T[];
  readonly length: number;
  #array: readonly T[] | null = null;

  private constructor(items: T[], length: number) {
    this.#items = items;
    this.length = length;
  }

  static of<T>(items: Iterable<T> = []): Series<T> {
    const own = [...items];
    return new Series(own, own.length);
  }

  /**
   * With one more item. At `limit` items every second one goes first: the older a part of the series, the sparser it is, and the first and
   * the newest item are always there.
   */
  append(item: T, limit = Number.POSITIVE_INFINITY): Series<T> {
    if (this.length >= limit) return Series.of(this.toArray().filter((_, at) => at % 2 === 0)).append(item);
    // Somebody else has appended to the same items already.
    const items = this.#items.length === this.length ? this.#items : this.#items.slice(0, this.length);
    items.push(item);
    return new Series(items, this.length + 1);
  }

  /** The items up to the first one that `isKept` refuses. */
  takeWhile(isKept: (item: T) => boolean): Series<T> {
    const items = this.toArray();
    const end = items.findIndex((item) => !isKept(item));
    return end < 0 ? this : Series.of(items.slice(0, end));
  }

  get last(): T | undefined {
    return this.#items[this.length - 1];
  }

  map<U>(change: (item: T) => U): U[] {
    return this.toArray().map(change);
  }

  /** The same array each time. */
  toArray(): readonly T[] {
    this.#array ??= this.#items.slice(0, this.length);
    return this.#array;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.toArray()[Symbol.iterator]();
  }
}
