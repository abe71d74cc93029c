/**
 * A function of an object that is computed once for each object and remembered as long as that object lives. Documents and what is
 * derived of them change by replacing objects, so that an old answer stays true.
 */
export function oncePer<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const results = new WeakMap<Key, { readonly result: Result }>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known.result;
    const result = compute(key);
    results.set(key, { result });
    return result;
  };
}

/** The same for an object and a name of what is asked about it. */
export function oncePerNamed<Key extends object, Name, Result>(
  compute: (key: Key, name: Name) => Result,
): (key: Key, name: Name) => Result {
  const resultsOf = oncePer((_key: Key) => new Map<Name, { readonly result: Result }>());
  return (key, name) => {
    const results = resultsOf(key);
    const known = results.get(name);
    if (known !== undefined) return known.result;
    const result = compute(key, name);
    results.set(name, { result });
    return result;
  };
}

/** A function of two objects that remembers its latest answer: many ask the same in turn, and then the next. */
export function latestOf<A, B, Result>(compute: (a: A, b: B) => Result): (a: A, b: B) => Result {
  let latest: { readonly a: A; readonly b: B; readonly result: Result } | null = null;
  return (a, b) => {
    if (latest === null || latest.a !== a || latest.b !== b) latest = { a, b, result: compute(a, b) };
    return latest.result;
  };
}
