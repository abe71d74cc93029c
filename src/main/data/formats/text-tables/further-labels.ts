import type { DataQuestion } from '../../../../contract/data-survey';
import type {
  SourceColumn,
  SourceTarget,
  SourceValue,
} from '../../../../graph-runtime/datasets/labels/label-kind';
import type { Text } from '../../../../graph-runtime/text/text';
import { sortClassNames } from '../class-folders/class-names';
import { labelsOf, separatorOf } from './cell-labels';
import { nameOf } from './answered-name';
import { columnGroups, type LabelSource, listed, singleSource } from './column-groups';
import { type ColumnFacts, textOf } from './columns';
import { fileKindOf } from './file-kind';
import { numberOf } from './numbers';
import type { SourceTable, TableRow } from './table-types';

/*
 * Several labels in the columns of a table: the first is asked for as ever, then a second one, and another one as long as one is chosen. Each
 * further one is a column or a group of columns.
 */

type Kind = Exclude<SourceColumn['kind'], 'features'>;

/** A label, or the numbers beside the example, and the columns that its values are in. */
export interface LabelColumn {
  readonly name: string;
  readonly columns: readonly ColumnFacts[];
  readonly kind: SourceColumn['kind'];
  /** What it can be, the guess first. */
  readonly kinds: readonly Kind[];
  /** Of a group of columns: what it is called where nobody says so, and names that it cannot have. */
  readonly naming?: { readonly guess: string; readonly taken: readonly string[] };
  /** What divides several classes in one cell; null where they are a column each, or lists. */
  readonly separator: string | null;
}

type Answers = Readonly<Record<string, string>>;
type Question = Omit<DataQuestion, 'value'>;

/** The answer of a question for another label or number: there is none. */
export const NONE = '';
/** Whole numbers of more different values are measured. */
const MOST_NUMBERED_CLASSES = 20;

/** What a column's values are where nothing is said: a class where they repeat. */
export function guessColumnKind({
  areNumbers,
  areWhole,
  distinct,
  filled,
}: ColumnFacts): 'class' | 'numbers' {
  if (!areNumbers) return 'class';
  return areWhole && distinct.size <= MOST_NUMBERED_CLASSES && 2 * distinct.size <= filled
    ? 'class'
    : 'numbers';
}

/** The first of several labels: a column of one class or one number. */
export function firstLabel(column: ColumnFacts, kind: 'class' | 'numbers'): LabelColumn {
  return { ...singleSource(column), kind, kinds: [kind], separator: null };
}

/**
 * The labels that have been chosen besides the first.
 *
 * @param candidates columns that may be labels, without the first
 * @param first the name of the first label
 * @param most how many of them
 */
export function furtherLabels(
  table: SourceTable,
  candidates: readonly ColumnFacts[],
  answers: Answers,
  first: string,
  most = candidates.length,
): readonly LabelColumn[] {
  const chosen: LabelColumn[] = [];
  for (let at = 2; ; at += 1) {
    const answer = answers[`label${at}`];
    if (answer === undefined || answer === NONE) return chosen;
    const source = sourcesLeft(candidates, chosen, most, first).find(({ id }) => id === answer);
    if (source === undefined) return chosen;
    const label = labelIn(table, source, answers[`kind${at}`]);
    const taken = [first, ...[...candidates, ...chosen].map(({ name }) => name)];
    chosen.push(source.columns.length > 1 ? named(label, taken, answers[`name${at}`]) : label);
  }
}

/** A group of columns with the name that was answered, where it can be one. */
function named(label: LabelColumn, taken: readonly string[], answer: string | undefined): LabelColumn {
  const naming = { guess: label.name, taken };
  return { ...label, name: nameOf(answer, naming) ?? label.name, naming };
}

/** What further labels can be made of, besides those that are chosen. @param first the name of the first label, which no group can have */
export function sourcesLeft(
  candidates: readonly ColumnFacts[],
  chosen: readonly LabelColumn[],
  most: number,
  first = '',
): readonly LabelSource[] {
  const used = new Set(chosen.flatMap(({ columns }) => columns));
  const taken = new Set([...candidates, ...chosen].map(({ name }) => name));
  const free = candidates.filter((candidate) => !used.has(candidate));
  const sources = [...free.map(singleSource), ...columnGroups(free, taken, first)];
  return sources.filter(({ columns }) => used.size + columns.length <= most);
}

function labelIn(
  table: SourceTable,
  { name, columns }: LabelSource,
  answer: string | undefined,
): LabelColumn {
  const [column] = columns;
  const separator = columns.length > 1 || column === undefined ? null : separatorOf(table, column);
  const kinds = kindsOf(columns, separator);
  const kind = kinds.find((candidate) => candidate === answer) ?? kinds[0] ?? 'class';
  return { name, columns, kind, kinds, separator };
}

/** What columns can be, the guess first. */
function kindsOf(columns: readonly ColumnFacts[], separator: string | null): readonly Kind[] {
  const [column] = columns;
  if (columns.length > 1 || column === undefined)
    return columns.every(({ areZeroOrOne }) => areZeroOrOne) ? ['classes', 'class', 'numbers'] : ['numbers'];
  if (column.nameMasks) return fileKindOf(column) === 'image' ? ['image', 'mask'] : ['mask', 'image'];
  if (column.areLists) return ['classes'];
  if (!column.areNumbers) return separator === null ? ['class'] : ['classes', 'class'];
  if (!column.areWhole) return ['numbers'];
  return guessColumnKind(column) === 'class' ? ['class', 'numbers'] : ['numbers', 'class'];
}

/** Which columns are labels, too: a question for each that is chosen, and one for the next. */
export function furtherQuestions(
  candidates: readonly ColumnFacts[],
  chosen: readonly LabelColumn[],
  first: string,
  most = candidates.length,
): readonly Question[] {
  const questions = chosen.flatMap((label, at) => {
    const sources = sourcesLeft(candidates, chosen.slice(0, at), most, first);
    return [
      labelQuestion(at + 2, sources),
      ...(label.naming === undefined ? [] : [nameQuestion(at + 2, label.naming)]),
      ...(label.kinds.length > 1
        ? [kindQuestion(at + 2, { ...label, areSeveral: label.columns.length > 1 })]
        : []),
    ];
  });
  const left = sourcesLeft(candidates, chosen, most, first);
  return left.length === 0 ? questions : [...questions, labelQuestion(chosen.length + 2, left)];
}

function labelQuestion(at: number, sources: readonly LabelSource[]): Question {
  const title = { en: `Label ${at}`, 'zh-Hant': `標籤 ${at}` };
  return { id: `label${at}`, title, ...sourceChoices(sources) };
}

/** What a group of columns is called, by which outputs choose it. */
function nameQuestion(at: number, { guess, taken }: NonNullable<LabelColumn['naming']>): Question {
  const title = { en: `Name of label ${at}`, 'zh-Hant': `標籤 ${at} 的名稱` };
  return { id: `name${at}`, title, choices: [], guess, isOpen: false, isOptional: true, name: { taken } };
}

/** None, or one of the columns and groups of columns. */
export function sourceChoices(sources: readonly LabelSource[]): Omit<Question, 'id' | 'title'> {
  return noneOr(sources.map((source) => ({ value: source.id, name: listed(source) })));
}

/** None, or one of what has these names. */
export function noneOr(
  named: readonly { readonly value: string; readonly name: string }[],
): Omit<Question, 'id' | 'title'> {
  const none = { value: NONE, label: { en: 'None', 'zh-Hant': '無' } };
  const choices = named.map(({ value, name }) => ({ value, label: { en: name, 'zh-Hant': name } }));
  return { choices: [none, ...choices], guess: NONE, isOpen: false, isOptional: true };
}

const KIND_WORDS: Readonly<Record<Kind, Text>> = {
  class: { en: 'A class', 'zh-Hant': '類別' },
  classes: { en: 'Several classes', 'zh-Hant': '多個類別' },
  numbers: { en: 'A number', 'zh-Hant': '數值' },
  mask: { en: 'A mask', 'zh-Hant': '遮罩' },
  image: { en: 'A second image', 'zh-Hant': '第二張影像' },
};

interface AskedKind extends Pick<LabelColumn, 'name' | 'kinds'> {
  /** Whether there are several numbers. */
  readonly areSeveral: boolean;
}

/** What a label is, where its values can be several things. */
export function kindQuestion(at: number, { name, kinds, areSeveral }: AskedKind): Question {
  const numbers = areSeveral ? { en: 'Numbers', 'zh-Hant': '數值' } : KIND_WORDS.numbers;
  return {
    id: `kind${at}`,
    title: { en: `What “${name}” is`, 'zh-Hant': `「${name}」的意義` },
    choices: kinds.map((kind) => ({ value: kind, label: kind === 'numbers' ? numbers : KIND_WORDS[kind] })),
    guess: kinds[0] ?? 'class',
    isOpen: false,
  };
}

/** How cells are read. */
interface CellReading {
  readonly hasDecimalComma: boolean;
  /** The file that a cell names; null: there is none. Absent: there are no files besides the table. */
  readonly fileOf?: (value: string) => string | null;
}

/** What a row says for each of its labels; null where one of them is missing or no number. */
export function targetOfColumns(
  row: TableRow,
  labels: readonly LabelColumn[],
  reading: CellReading,
): SourceTarget | null {
  const values: SourceValue[] = [];
  for (const label of labels) {
    const value = labelValue(row, label, reading);
    if (value === null) return null;
    values.push(value);
  }
  return { type: 'columns', values };
}

function labelValue(
  { cells }: TableRow,
  { columns, kind, separator }: LabelColumn,
  { hasDecimalComma, fileOf }: CellReading,
): SourceValue | null {
  const [column] = columns;
  if (kind === 'mask' || kind === 'image') {
    const path = fileOf?.(textOf(cells[column?.index ?? -1])) ?? null;
    if (path === null) return null;
    return kind === 'mask' ? { mask: path } : { image: path };
  }
  const areNumbers = kind === 'numbers' || kind === 'features';
  if (columns.length === 1 && column !== undefined && !areNumbers) {
    const cell = cells[column.index] ?? '';
    // No labels at all are a label, where there may be several.
    if (kind === 'classes') return labelsOf(cell, separator);
    const text = textOf(cell).trim();
    return text === '' ? null : text.normalize('NFC');
  }
  const numbers = columns.map(({ index }) => numberOf(textOf(cells[index]).trim(), hasDecimalComma));
  if (!numbers.every(Number.isFinite)) return null;
  if (areNumbers) return numbers.length === 1 ? (numbers[0] ?? null) : numbers;
  if (numbers.some((value) => value !== 0 && value !== 1)) return null;
  const names = columns.flatMap(({ name }, at) => (numbers[at] === 1 ? [name] : []));
  if (kind === 'classes') return names;
  return names.length === 1 ? (names[0] ?? null) : null;
}

/** The labels with the names of their classes, in the order of their indices, or of their numbers. */
export function sourceColumns(
  labels: readonly LabelColumn[],
  targets: readonly SourceTarget[],
): readonly SourceColumn[] {
  return labels.map(({ name, columns, kind }, at) => {
    // The classes of masks are found in their pixels; second images have none.
    if (kind === 'mask' || kind === 'image') return { name, kind, names: [] };
    if (kind === 'numbers' || kind === 'features' || columns.length > 1)
      return { name, kind, names: columns.map((column) => column.name) };
    const names = targets.flatMap((target) => {
      const value = target.type === 'columns' ? (target.values[at] ?? []) : [];
      return [value].flat().filter((one): one is string => typeof one === 'string');
    });
    return { name, kind, names: sortClassNames(names) };
  });
}

/** What the labels are called, without the numbers beside the example. */
export function labelNamesOf(labels: readonly Pick<SourceColumn, 'name' | 'kind'>[]): string[] {
  return labels.filter(({ kind }) => kind !== 'features').map(({ name }) => name);
}

/** The classes that an import counts and stratifies by: those of the first label that is one class. */
export function countedClasses(columns: readonly SourceColumn[]): readonly string[] {
  return columns.find(({ kind }) => kind === 'class')?.names ?? [];
}
