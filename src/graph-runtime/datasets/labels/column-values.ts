import { isLabelFile, type SourceColumn, type SourceTarget, type SourceValue } from './label-kind';

/* What a source says of several labels, as the values that are stored of them. */

/** The stored values of what a source says of one label; undefined where it is of another kind, or of no class that there is. */
type ColumnMaker = (value: SourceValue) => readonly number[] | undefined;

function columnMaker({ kind, names }: SourceColumn): ColumnMaker {
  if (kind === 'mask' || kind === 'image')
    return (value) => (isLabelFile(value) && kind in value ? [] : undefined);
  if (kind === 'numbers' || kind === 'features') {
    return (value) => {
      const numbers = typeof value === 'number' ? [value] : value;
      return areNumbers(numbers) && numbers.length === names.length ? numbers : undefined;
    };
  }
  const indices = new Map(names.map((name, index) => [name, index]));
  if (kind === 'class') {
    return (value) => {
      const index = typeof value === 'string' ? indices.get(value) : undefined;
      return index === undefined ? undefined : [index];
    };
  }
  return (value) => {
    if (!areNames(value) || !value.every((name) => indices.has(name))) return undefined;
    const chosen = new Set(value);
    return names.map((name) => Number(chosen.has(name)));
  };
}

function areNumbers(value: SourceValue): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function areNames(value: SourceValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** What makes of a source's labels of an example their values, one after the other; masks and second images, which are read with the example, give none. */
export function rowMaker(
  columns: readonly SourceColumn[],
): (source: SourceTarget) => readonly number[] | undefined {
  const makers = columns.map(columnMaker);
  return (source) => {
    if (source.type !== 'columns' || source.values.length !== makers.length) return undefined;
    const row: number[] = [];
    for (const [at, value] of source.values.entries()) {
      const values = makers[at]?.(value);
      if (values === undefined) return undefined;
      row.push(...values);
    }
    return row;
  };
}
