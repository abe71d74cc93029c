import type { FileTree } from '../../file-tree/file-tree';
import { extensionOf } from '../image-names';
import { openParquet, type ParquetColumn, type ParquetFile } from '../parquet/parquet-file';
import type { Cell, SourceTable, TableRow } from '../text-tables/table-types';

export function isParquet(path: string): boolean {
  return extensionOf(path) === 'parquet';
}

/**
 * The rows of a Parquet file; null where it holds images. Columns of what is neither numbers nor texts are empty.
 *
 * @param groups how many groups of rows are read; by default all
 * @throws SourceProblemError `file-damaged`, `unreadable`
 */
export async function readParquetTable(
  tree: FileTree,
  path: string,
  groups = Number.POSITIVE_INFINITY,
): Promise<SourceTable | null> {
  const file = await openParquet(tree, path);
  if (file.columns.some(({ kind }) => kind === 'image')) return null;
  const rows: TableRow[] = [];
  for (let index = 0; index < Math.min(groups, file.groups.length); index += 1) {
    rows.push(...(await rowsOf(file, index)));
  }
  return {
    path,
    columns: file.columns.map(({ name }) => name),
    hasHeader: true,
    rows,
    delimiter: null,
    hasDecimalComma: false,
    problems: [],
  };
}

async function rowsOf({ columns, groups, readGroup }: ParquetFile, index: number): Promise<TableRow[]> {
  const names = columns.filter(({ kind }) => kind !== 'other').map(({ name }) => name);
  const first = groups[index]?.start ?? 0;
  const values = await readGroup(index, names);
  return values.map((value, at) => ({
    row: first + at + 1,
    cells: columns.map((column) => cellOf(value[column.name], column)),
  }));
}

function cellOf(value: unknown, column: ParquetColumn): Cell {
  if (Array.isArray(value)) return value.map((item: unknown) => textOf(item, column));
  return textOf(value, column);
}

function textOf(value: unknown, { classNames }: ParquetColumn): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value !== 'number' && typeof value !== 'bigint') return '';
  return classNames?.[Number(value)] ?? String(value);
}
