/**
 * The names of `first` in their order, with those that only `second` has: each after the name it follows there.
 *
 * @example mergeNames(['id', 'type'], ['id', 'remark', 'type']) // ['id', 'remark', 'type']
 */
export function mergeNames(first: readonly string[], second: readonly string[]): readonly string[] {
  const known = new Set(first);
  // What follows each name; null has what is before all of them.
  const following = new Map<string | null, string[]>();
  let anchor: string | null = null;
  let isMerged = true;
  for (const name of second) {
    if (known.has(name)) {
      anchor = name;
    } else {
      following.set(anchor, [...(following.get(anchor) ?? []), name]);
      isMerged = false;
    }
  }
  if (isMerged) return first;
  return [null, ...first].flatMap((name) => [
    ...(name === null ? [] : [name]),
    ...(following.get(name) ?? []),
  ]);
}

/**
 * A value with its fields in the order of the file it was read from; a schema gives them in its own. Fields that the file leaves out
 * follow those they follow in the schema. What is in order already stays the same object.
 */
export function inOrderOf<T>(source: unknown, value: T): T {
  // Objects and lists of the schema are plain: a copy with the same fields is the same value.
  return ordered(source, value) as T;
}

function ordered(source: unknown, value: unknown): unknown {
  if (Array.isArray(value)) {
    if (!Array.isArray(source)) return value;
    const items = value.map((item, index) => ordered(source[index], item));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isPlain(value) || !isPlain(source)) return value;
  const names = Object.keys(value);
  const there = Object.keys(source).filter((name) => Object.hasOwn(value, name));
  const inOrder = mergeNames(there, names);
  const fields = inOrder.map((name) => [name, ordered(source[name], value[name])] as const);
  const isSame = fields.every(([name, item], index) => name === names[index] && item === value[name]);
  return isSame ? value : Object.fromEntries(fields);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
