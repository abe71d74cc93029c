/** A set of classes for each of many examples, a bit a class: `[examples, bytes of a set]`. */
export interface ClassSets {
  /** Classes there are. */
  readonly size: number;
  readonly bits: Uint8Array;
}

const BYTE = 8;

/** Bytes of one set. */
function setBytes(size: number): number {
  return Math.ceil(size / BYTE);
}

/** Empty sets, one for each example. */
export function emptySets(examples: number, size: number): ClassSets {
  return { size, bits: new Uint8Array(examples * setBytes(size)) };
}

/** Adds a class to the set of an example; one beyond `size` is left out. */
export function addClass({ size, bits }: ClassSets, example: number, index: number): void {
  if (index >= size) return;
  const place = example * setBytes(size) + Math.floor(index / BYTE);
  bits[place] = (bits[place] ?? 0) | (1 << (index % BYTE));
}

/** Whether a class is in the set of an example. */
export function hasClass({ size, bits }: ClassSets, example: number, index: number): boolean {
  return ((bits[example * setBytes(size) + Math.floor(index / BYTE)] ?? 0) & (1 << (index % BYTE))) !== 0;
}

/** The classes in the set of an example, in the order of their indices. */
export function classesIn({ size, bits }: ClassSets, example: number): number[] {
  const found: number[] = [];
  const start = example * setBytes(size);
  for (let at = 0; at < setBytes(size); at += 1) {
    const byte = bits[start + at] ?? 0;
    for (let bit = 0; byte >> bit !== 0; bit += 1) {
      if (((byte >> bit) & 1) === 1) found.push(at * BYTE + bit);
    }
  }
  return found;
}
