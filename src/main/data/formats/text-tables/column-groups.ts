import { appendTo } from '../../../../graph-runtime/collections/group-by';
import type { ColumnFacts } from './columns';

/* Columns of numbers that are one label together: the corners of a box, the points of a face, a 0 or 1 for each class. */

/** What one label can be made of: a column, or several. */
export interface LabelSource {
  /** The answer that chooses it. */
  readonly id: string;
  /** What the label is called. */
  readonly name: string;
  readonly columns: readonly ColumnFacts[];
}

/** How corners and sizes of boxes are called. */
const BOXES = [
  ['xmin', 'ymin', 'xmax', 'ymax'],
  ['x_min', 'y_min', 'x_max', 'y_max'],
  ['x1', 'y1', 'x2', 'y2'],
  ['x', 'y', 'w', 'h'],
  ['x', 'y', 'width', 'height'],
  ['left', 'top', 'right', 'bottom'],
  ['left', 'top', 'width', 'height'],
] as const;
/** What names of columns with a common beginning are divided by. */
const DIVISION = /[\s_.:/-]+|(?<=[^\d\s_.:/-])(?=\d+$)/gu;
/** The answer that chooses all columns of numbers. */
const ALL = '*';
/** Names of columns that are said in full. */
const MOST_NAMES = 4;

/** A column by itself. */
export function singleSource(column: ColumnFacts): LabelSource {
  return { id: column.name, name: column.name, columns: [column] };
}

/**
 * The groups among columns: boxes by the usual names of their corners, columns whose names begin alike, and all that are numbers.
 *
 * @param taken names that belong to columns
 * @param first the name of the first label, which no group is called
 */
export function columnGroups(
  columns: readonly ColumnFacts[],
  taken: ReadonlySet<string>,
  first: string,
): readonly LabelSource[] {
  const numbers = columns.filter(({ areNumbers }) => areNumbers);
  const byColumns = new Map<string, LabelSource>();
  for (const group of [
    ...boxes(numbers),
    ...groupsByName(numbers),
    { id: ALL, name: '', columns: numbers },
  ]) {
    const key = group.columns.map(({ index }) => index).join();
    if (group.columns.length < 2 || byColumns.has(key)) continue;
    const free = [group.name, group.id, listed(group)].find(
      (name) => name !== '' && name !== ALL && name !== first && !taken.has(name),
    );
    byColumns.set(key, { ...group, name: free ?? key });
  }
  return [...byColumns.values()].filter(({ id }) => !taken.has(id));
}

/** Which columns a group has: `x, y, w, h`. */
export function listed({ columns }: Pick<LabelSource, 'columns'>): string {
  const names = columns.map(({ name }) => name);
  return names.length > MOST_NAMES ? `${names[0]} … ${names.at(-1)}` : names.join(', ');
}

function boxes(numbers: readonly ColumnFacts[]): readonly LabelSource[] {
  const byName = new Map(numbers.map((column) => [column.name.toLowerCase(), column]));
  const found = BOXES.flatMap((names) => {
    const columns = names.flatMap((name) => byName.get(name) ?? []);
    return columns.length === names.length ? [{ id: 'box', name: 'box', columns }] : [];
  });
  return found.slice(0, 1);
}

/** `box_x` and `box_y` are `box*`; of `eye_left_x` and `eye_left_y`, both `eye*` and `eye_left*` where other columns differ. */
function groupsByName(numbers: readonly ColumnFacts[]): readonly LabelSource[] {
  const groups = new Map<string, ColumnFacts[]>();
  for (const column of numbers) {
    for (const { index } of column.name.matchAll(DIVISION)) {
      const beginning = column.name.slice(0, index);
      if (beginning !== '') appendTo(groups, beginning, column);
    }
  }
  // The longest name that says the same comes first.
  return [...groups]
    .sort(([left], [right]) => right.length - left.length)
    .map(([beginning, columns]) => ({ id: `${beginning}*`, name: beginning, columns }));
}
