import { gunzipSync } from 'node:zlib';
import type { SourceProblem } from '../../../../contract/data-problems';
import type { FileTree } from '../../file-tree/file-tree';
import { sourceProblem } from '../../file-tree/source-problem-error';
import { decodeHead, decodeSourceText, looksLikeText } from './decode-source-text';
import { parseDelimited, sniffDelimiter, type TextRow } from './delimited';
import { parseJsonRows } from './json-rows';
import { isNumber } from './numbers';
import { readSizesRow, type SizesRow } from './sizes-row';
import type { SourceTable } from './table-types';

/** V8's longest text has 2^29 characters; packed tables grow. */
const LARGEST_TEXT = 2 ** 29 - 64;
const HEAD_BYTES = 65_536;

/** `csv`, `tsv`, `json`, ... of a file's name, without a trailing `.gz`; null for others. */
export function tableKind(path: string): 'delimited' | 'json' | null {
  const [, extension = ''] = /\.(csv|tsv|tab|txt|jsonl|ndjson|json)(\.gz)?$/i.exec(path) ?? [];
  if (extension === '') return null;
  return /json/i.test(extension) ? 'json' : 'delimited';
}

/** The whole table. @throws SourceProblemError `file-too-large`, `file-damaged`, `unreadable` */
export async function readTable(tree: FileTree, path: string): Promise<SourceTable> {
  const bytes = unpack(await tree.read(path, LARGEST_TEXT), path);
  const { text, encoding } = decodeSourceText(bytes);
  const table = tableOf(path, text);
  const isGuess = encoding !== null && encoding !== 'utf-16le';
  if (!isGuess) return table;
  return { ...table, problems: [{ reason: 'encoding-guessed', path, detail: encoding }, ...table.problems] };
}

/** The first rows, without one that the cut has left incomplete; null when it is no text or no table. */
export async function readTableHead(tree: FileTree, path: string): Promise<SourceTable | null> {
  try {
    const isPacked = /\.gz$/i.test(path);
    const isJson = tableKind(path) === 'json';
    // A JSON document is only whole as a whole.
    if (isPacked || (isJson && /\.json$/i.test(path))) return await readTable(tree, path);
    const head = await tree.readHead(path, HEAD_BYTES);
    if (!looksLikeText(head)) return null;
    const text = decodeHead(head);
    const end = head.length < HEAD_BYTES ? text.length : Math.max(text.lastIndexOf('\n'), 0) + 1;
    return tableOf(path, text.slice(0, end));
  } catch {
    return null; // Named where it is read as a whole.
  }
}

export function unpack(bytes: Uint8Array, path: string, limit = LARGEST_TEXT): Uint8Array {
  if (!/\.gz$/i.test(path) && !(bytes[0] === 0x1f && bytes[1] === 0x8b)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    throw sourceProblem('file-damaged', path, error instanceof Error ? error.message : String(error));
  }
}

function tableOf(path: string, text: string): SourceTable {
  if (tableKind(path) === 'json') return parseJsonRows(path, text);
  const delimiter = sniffDelimiter(text.slice(0, HEAD_BYTES));
  const rows = () => parseDelimited(text, delimiter ?? '\n');
  const divided = divide(path, rows(), readSizesRow(rows()));
  return { path, delimiter, ...divided, hasDecimalComma: delimiter === ';' || delimiter === '\t' };
}

/** Header and rows; a row has as many cells as the columns are, but for empty ones at its end. */
function divide(path: string, rows: Iterable<TextRow>, sizes: SizesRow | null) {
  const problems: SourceProblem[] = [];
  const kept: TextRow[] = [];
  let columns = sizes?.columns ?? [];
  let hasHeader = columns.length > 0;
  for (const { row, cells } of rows) {
    if (row === sizes?.row) continue;
    if (columns.length === 0) {
      hasHeader = isHeader(cells);
      columns = hasHeader ? uniqueNames(cells) : cells.map((_, index) => `#${index + 1}`);
      if (!hasHeader) kept.push({ row, cells });
      continue;
    }
    const fitted = fitCells(cells, columns.length);
    if (fitted === null) {
      problems.push({ reason: 'bad-row', path, row, detail: `${cells.length} ≠ ${columns.length}` });
    } else kept.push({ row, cells: sizes === null ? fitted : withClassName(fitted, sizes) });
  }
  return { columns, hasHeader, rows: kept, problems };
}

function withClassName(cells: readonly string[], { classNames }: SizesRow): readonly string[] {
  const last = cells.length - 1;
  const name = classNames[Number(cells[last])];
  return name === undefined ? cells : [...cells.slice(0, last), name];
}

function fitCells(cells: readonly string[], count: number): readonly string[] | null {
  if (cells.length === count) return cells;
  return cells.length > count && cells.slice(count).every((cell) => cell === '')
    ? cells.slice(0, count)
    : null;
}

/** A header names columns: no numbers, no paths of images, nothing twice. */
function isHeader(cells: readonly string[]): boolean {
  const names = cells.filter((cell) => cell !== '');
  if (names.length === 0 || new Set(names).size < names.length) return false;
  const isName = (cell: string) =>
    !isNumber(cell, true) && !/[^.\s]\.(jpe?g|png|gif|bmp|webp|tiff?|p[gpn]m)$/i.test(cell);
  // Pixels are numbered in some headers: `label, 0, 1, 2, …`.
  return names.every(isName) || (isName(names[0] ?? '') && isCounting(cells.slice(1)));
}

function isCounting(cells: readonly string[]): boolean {
  const first = Number(cells[0]);
  return (
    cells.length > 2 &&
    (first === 0 || first === 1) &&
    cells.every((cell, index) => Number(cell) === first + index)
  );
}

/** Two columns of one name are told apart by their number. */
function uniqueNames(cells: readonly string[]): string[] {
  const seen = new Set<string>();
  return cells.map((cell, index) => {
    const name = cell === '' || seen.has(cell) ? `${cell}#${index + 1}` : cell;
    seen.add(name);
    return name;
  });
}
