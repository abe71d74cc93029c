/** A call with positional arguments and then keyword arguments; keywords whose value is null are left out. */
export function pythonCall(
  callee: string,
  positional: readonly (string | number)[] = [],
  keywords: Readonly<Record<string, string | number | null>> = {},
): string {
  const named = Object.entries(keywords)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`);
  return `${callee}(${[...positional, ...named].join(', ')})`;
}

/** `value` as a keyword argument unless it is the framework's default. */
export function unlessDefault<T extends string | number>(value: T, byDefault: T): T | null {
  return value === byDefault ? null : value;
}
