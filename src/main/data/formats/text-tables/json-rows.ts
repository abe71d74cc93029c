import type { SourceProblem } from '../../../../contract/data-problems';
import type { Cell, SourceTable } from './table-types';

/** JSON Lines (an object a line), or a JSON array of objects; the columns are all keys in the order in which they come. */
export function parseJsonRows(path: string, text: string): SourceTable {
  const problems: SourceProblem[] = [];
  const objects: { row: number; object: Readonly<Record<string, unknown>> }[] = [];
  for (const { row, value } of valuesOf(text)) {
    if (isObject(value)) objects.push({ row, object: value });
    else problems.push({ reason: 'bad-row', path, row });
  }
  const columns = [...new Set(objects.flatMap(({ object }) => Object.keys(object)))];
  const rows = objects.map(({ row, object }) => ({
    row,
    cells: columns.map((column) => (Object.hasOwn(object, column) ? cellOf(object[column]) : '')),
  }));
  return { path, columns, hasHeader: true, rows, delimiter: null, hasDecimalComma: false, problems };
}

function* valuesOf(text: string): Generator<{ row: number; value: unknown }> {
  if (/^\s*\[/.test(text)) {
    const values = parse(text);
    if (Array.isArray(values)) {
      for (const [index, value] of values.entries()) yield { row: index + 1, value };
      return;
    }
  }
  let row = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    row += 1;
    if (line.trim() !== '') yield { row, value: parse(line) };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Texts, numbers and truth values as text; lists of them as lists; anything deeper as JSON. */
function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value.map((item) => (isObject(item) ? JSON.stringify(item) : String(item ?? '')));
  return isObject(value) ? JSON.stringify(value) : String(value);
}
