/** Longest text shown of a value. */
const LONGEST = 40;

/** A value of a file as a message shows it: as JSON, cut where it is long. */
export function shortValue(value: unknown): string {
  const text = value === undefined ? '' : (JSON.stringify(cut(value)) ?? '');
  const characters = [...text];
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

/** Enough of a value for its first characters: a file's value may be megabytes long. */
function cut(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, 2 * LONGEST);
  if (Array.isArray(value)) return value.slice(0, LONGEST).map((item: unknown) => cut(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, LONGEST)
      .map(([name, item]) => [name, cut(item)]),
  );
}
