/** What stands as an argument in Python: a number, a truth value, Python's own text (`"same"`, `float("-inf")`), or a tuple. */
export type PythonValue = number | boolean | string | readonly PythonValue[];

/** A value as Python writes it. */
export function pythonText(value: PythonValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return `${value}`;
  const items = value.map(pythonText);
  return items.length === 1 ? `(${items.join('')},)` : `(${items.join(', ')})`;
}

export function isSameValue(a: PythonValue, b: PythonValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Text in quotes. */
export function pythonString(text: string): string {
  // JSON's escapes are Python's; a lone surrogate, which no file in UTF-8 can hold, is written by its number.
  return JSON.stringify(text).replace(/[\ud800-\udfff]/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

/** `(3, 5)`, or `3` where both are equal, as most classes take it. */
export function pair([first, second]: readonly [number, number]): PythonValue {
  return first === second ? first : [first, second];
}
