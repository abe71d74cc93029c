import type { FormatAnswers } from '../data-format';
import { isImageName } from '../image-names';
import { splitInName } from '../split-names';
import { separatorOf } from '../text-tables/cell-labels';
import { type ColumnFacts, columnFacts, hasWord, LABEL_WORDS, textOf } from '../text-tables/columns';
import { listed } from '../text-tables/column-groups';
import { fileKindOf } from '../text-tables/file-kind';
import { furtherLabels, type LabelColumn } from '../text-tables/further-labels';
import { numbersBeside } from '../text-tables/numbers-beside';
import type { SourceTable } from '../text-tables/table-types';
import type { FileIndex } from './file-index';
import { guessLabelKind, type LabelKind } from './label-kind';

/** What a list's columns are for. */
export interface ListRoles {
  readonly pathColumn: number;
  readonly splitColumn: number | null;
  readonly label: LabelRole;
  /** The columns that the label can be in. */
  readonly candidates: readonly ColumnFacts[];
  /** Whether several are as likely. */
  readonly isLabelOpen: boolean;
  readonly guessedKind: LabelKind;
}

export type LabelRole =
  | { readonly type: 'none' }
  | FirstRole
  /** Several labels, each of its own kind, and numbers beside the image. */
  | { readonly type: 'several'; readonly labels: readonly LabelColumn[]; readonly first: FirstRole };

/** The first label, or the only one. */
type FirstRole =
  | {
      readonly type: 'column';
      readonly column: ColumnFacts;
      readonly kind: LabelKind;
      readonly separator: string | null;
    }
  /** A column of 0 and 1 for each class, or of a number for each target. */
  | {
      readonly type: 'columns';
      readonly columns: readonly ColumnFacts[];
      readonly kind: 'class' | 'classes' | 'numbers';
    }
  /** A column that names masks. */
  | { readonly type: 'mask'; readonly column: ColumnFacts; readonly kind: 'mask' }
  /** A column that names second images. */
  | { readonly type: 'image'; readonly column: ColumnFacts; readonly kind: 'image' };

const PATH_WORDS = new Set([
  'file',
  'filename',
  'path',
  'filepath',
  'image',
  'img',
  'id',
  'name',
  'photo',
  '檔名',
  '檔案',
  '路徑',
]);
const MASK_WORDS = new Set(['mask', 'masks', 'segmentation', 'annotation', 'label', 'target', 'gt', '遮罩']);
const SPLIT_WORDS = new Set(['split', 'set', 'subset', 'partition', 'usage', 'phase', 'fold', '分割']);
/** Rows that are looked at to see which columns name files. */
const SAMPLED_ROWS = 200;

/** Null when no column names files of the tree. */
export function findRoles(table: SourceTable, files: FileIndex, answers: FormatAnswers): ListRoles | null {
  const facts = columnFacts(table);
  const [path, ...others] = namingColumns(table, files, facts);
  if (path === undefined) return null;
  const marked = facts.map((column) => (others.includes(column) ? asMasks(column) : column));
  const split =
    marked.find((column) => column.index !== path.index && !column.nameMasks && isSplitColumn(column)) ??
    null;
  const rest = marked.filter(
    (column) => ![path.index, split?.index].includes(column.index) && column.filled > 0,
  );
  const { role: guess, isOpen } = guessLabel(table, rest);
  const role = answeredLabel(table, rest, guess, answers);
  return {
    pathColumn: path.index,
    splitColumn: split?.index ?? null,
    label: role,
    candidates: rest,
    isLabelOpen: isOpen,
    guessedKind: guessedKindOf(table, role),
  };
}

/** A column of files besides the images, as masks where its name or its cells say that it is one. */
function asMasks(column: ColumnFacts): ColumnFacts {
  const areImages = [...column.distinct].slice(0, SAMPLED_ROWS).every(isImageName);
  return hasWord(column.name, MASK_WORDS) || areImages ? { ...column, nameMasks: true } : column;
}

/** Columns whose cells are files of the tree, the likeliest first. */
function namingColumns(
  table: SourceTable,
  files: FileIndex,
  facts: readonly ColumnFacts[],
): readonly ColumnFacts[] {
  const sample = table.rows.slice(0, SAMPLED_ROWS);
  const shares = facts.map((column) => {
    const found = sample.filter(({ cells }) => files.find(textOf(cells[column.index])) !== null).length;
    return { column, share: sample.length === 0 ? 0 : found / sample.length };
  });
  const rank = ({ column, share }: { column: ColumnFacts; share: number }) =>
    share + (hasWord(column.name, PATH_WORDS) ? 1 : 0) - (hasWord(column.name, MASK_WORDS) ? 1 : 0);
  // Numbers are names of files by chance (`1` of `1.jpg`), where another column holds names.
  const hasNames = facts.some(({ distinct }) => [...distinct].slice(0, SAMPLED_ROWS).some(isImageName));
  return shares
    .filter(({ column, share }) => share >= 0.5 && !(hasNames && column.areNumbers))
    .sort((left, right) => rank(right) - rank(left))
    .map(({ column }) => column);
}

/** Whether a column says which split a row belongs to. */
export function isSplitColumn({ name, distinct, areLists, filled }: ColumnFacts): boolean {
  if (areLists || filled === 0 || distinct.size > 10) return false;
  const known = [...distinct].filter((value) => splitInName(value) !== null).length;
  return known === distinct.size || (hasWord(name, SPLIT_WORDS) && known > 0);
}

function guessLabel(table: SourceTable, rest: readonly ColumnFacts[]): { role: LabelRole; isOpen: boolean } {
  const mask = rest.find(({ name, nameMasks }) => nameMasks && hasWord(name, MASK_WORDS));
  if (mask !== undefined) return { role: columnRole(table, mask), isOpen: false };
  const isPoint = rest.some(({ name }) => name.toLowerCase() === 'x');
  const named = rest.filter(
    ({ name }) => hasWord(name, LABEL_WORDS) && !(isPoint && name.toLowerCase() === 'y'),
  );
  const binary = rest.filter(({ areZeroOrOne }) => areZeroOrOne);
  const [only] = rest.length === 1 ? rest : [];
  if (only !== undefined) return { role: columnRole(table, only), isOpen: false };
  if (binary.length > 1 && binary.length === rest.length)
    return { role: columnsRole(table, binary), isOpen: false };
  const [label] = named;
  // Of a number and a name of the class, the name says more.
  const words = named.find(({ areNumbers }) => !areNumbers);
  if (label !== undefined)
    return { role: columnRole(table, words ?? label), isOpen: named.length > 1 && words === undefined };
  if (rest.length > 1 && rest.every(({ areNumbers }) => areNumbers))
    return { role: columnsRole(table, rest), isOpen: false };
  const others = rest.filter(({ nameMasks }) => !nameMasks);
  const fewest = [...(others.length > 0 ? others : rest)].sort(
    (left, right) => left.distinct.size - right.distinct.size,
  )[0];
  if (fewest === undefined) return { role: { type: 'none' }, isOpen: false };
  return { role: columnRole(table, fewest), isOpen: true };
}

/** Ids of the answer `label`: a column's name, all of its kind, or none. */
export const ALL_COLUMNS = '*';
export const NO_LABEL = '';

function answeredLabel(
  table: SourceTable,
  rest: readonly ColumnFacts[],
  guess: LabelRole,
  answers: FormatAnswers,
): LabelRole {
  const role = chosenLabel(table, rest, guess, answers.label);
  if (role.type === 'none' || role.type === 'several') return role;
  const first = ofKind(table, role, answers.kind);
  const others = rest.filter((other) => first.type === 'columns' || other !== first.column);
  const own = asLabel(first);
  const labels = [own, ...(isWithOthers(first) ? furtherLabels(table, others, answers, own.name) : [])];
  const numbers = numbersBeside({ columns: rest, labels }, answers);
  const all = numbers === null ? labels : [...labels, numbers];
  return all.length === 1 ? first : { type: 'several', labels: all, first };
}

function ofKind(table: SourceTable, role: FirstRole, kind: string | undefined): FirstRole {
  if (role.type === 'mask' && fileKindOf(role.column, kind) === 'image')
    return { type: 'image', column: role.column, kind: 'image' };
  if (role.type !== 'column' || !isKind(kind)) return role;
  return { ...role, kind, separator: kind === 'classes' ? separatorOf(table, role.column) : null };
}

/** Whether further labels may come after a first one: after a column of one class, one number, masks or second images. */
export function isWithOthers(first: FirstRole): boolean {
  return isOfFiles(first) || (first.type === 'column' && first.kind !== 'classes');
}

/** Whether a label is a column of files. */
function isOfFiles({ type }: LabelRole): boolean {
  return type === 'mask' || type === 'image';
}

/** The first label as one of several. */
export function asLabel(first: FirstRole): LabelColumn {
  const columns = first.type === 'columns' ? first.columns : [first.column];
  const separator = first.type === 'column' ? first.separator : null;
  return { name: listed({ columns }), columns, kind: first.kind, kinds: [first.kind], separator };
}

function guessedKindOf(table: SourceTable, role: LabelRole): LabelKind {
  if (role.type === 'several') return guessedKindOf(table, role.first);
  return role.type === 'column' ? guessLabelKind(table, role.column) : 'class';
}

function chosenLabel(
  table: SourceTable,
  rest: readonly ColumnFacts[],
  guess: LabelRole,
  answer: string | undefined,
): LabelRole {
  if (answer === undefined) return guess;
  if (answer === NO_LABEL) return { type: 'none' };
  if (answer === ALL_COLUMNS) return columnsRole(table, numberColumns(rest));
  const column = rest.find(({ name }) => name === answer);
  return column === undefined ? guess : columnRole(table, column);
}

export function numberColumns(columns: readonly ColumnFacts[]): readonly ColumnFacts[] {
  const binary = columns.filter(({ areZeroOrOne }) => areZeroOrOne);
  return binary.length > 1 ? binary : columns.filter(({ areNumbers }) => areNumbers);
}

function isKind(value: string | undefined): value is LabelKind {
  return value === 'class' || value === 'classes' || value === 'numbers';
}

function columnRole(table: SourceTable, column: ColumnFacts): LabelRole {
  if (column.nameMasks) return { type: 'mask', column, kind: 'mask' };
  const kind = guessLabelKind(table, column);
  return { type: 'column', column, kind, separator: kind === 'classes' ? separatorOf(table, column) : null };
}

/** Columns of 0 and 1: one class where each row has exactly one 1. */
function columnsRole(table: SourceTable, columns: readonly ColumnFacts[]): LabelRole {
  if (!columns.every(({ areZeroOrOne }) => areZeroOrOne))
    return { type: 'columns', columns, kind: 'numbers' };
  const isOneEach = table.rows.every(({ cells }) => {
    const ones = columns.filter(({ index }) => Number(textOf(cells[index])) === 1);
    return ones.length === 1;
  });
  return { type: 'columns', columns, kind: isOneEach ? 'class' : 'classes' };
}
