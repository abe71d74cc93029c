import type { DataQuestion } from '../../../../contract/data-survey';
import type { SourceColumn, SourceTarget } from '../../../../graph-runtime/datasets/labels/label-kind';
import { sortClassNames } from '../class-folders/class-names';
import { type ColumnFacts, textOf } from './columns';
import { numberOf } from './numbers';
import type { TableRow } from './table-types';

/*
 * Several columns of a table as labels: the first is asked for as ever, then a second one, and another one as long as one is chosen.
 */

/** A column whose values are labels. */
export interface LabelColumn {
  readonly column: ColumnFacts;
  readonly kind: 'class' | 'numbers';
}

type Answers = Readonly<Record<string, string>>;
type Question = Omit<DataQuestion, 'value'>;

/** The answer of a question for another label: there is none. */
const NONE = '';
/** Whole numbers of more different values are measured. */
const MOST_NUMBERED_CLASSES = 20;

/** What a column's values are where nothing is said: a class where they repeat. */
export function guessColumnKind({
  areNumbers,
  areWhole,
  distinct,
  filled,
}: ColumnFacts): LabelColumn['kind'] {
  if (!areNumbers) return 'class';
  return areWhole && distinct.size <= MOST_NUMBERED_CLASSES && 2 * distinct.size <= filled
    ? 'class'
    : 'numbers';
}

/**
 * The labels that have been chosen besides the first.
 *
 * @param candidates columns that may be labels, without the first
 * @param most how many of them
 */
export function furtherLabels(
  candidates: readonly ColumnFacts[],
  answers: Answers,
  most = candidates.length,
): readonly LabelColumn[] {
  const chosen: LabelColumn[] = [];
  for (let at = 2; ; at += 1) {
    const column = candidates.find(
      (candidate) =>
        candidate.name === answers[`label${at}`] && chosen.every((other) => other.column !== candidate),
    );
    if (column === undefined || chosen.length === most) return chosen;
    const kind = answers[`kind${at}`];
    const isClass = !column.areNumbers || kind === 'class';
    const guessed = kind === 'numbers' ? 'numbers' : guessColumnKind(column);
    chosen.push({ column, kind: isClass ? 'class' : guessed });
  }
}

/** Which columns are labels, too: a question for each that is chosen, and one for the next. */
export function furtherQuestions(
  candidates: readonly ColumnFacts[],
  chosen: readonly LabelColumn[],
  most = candidates.length,
): readonly Question[] {
  const questions = chosen.flatMap(({ column }, at) => {
    const others = chosen.slice(0, at).map((other) => other.column);
    const free = candidates.filter((candidate) => !others.includes(candidate));
    return [labelQuestion(at + 2, free), ...(column.areWhole ? [kindQuestion(at + 2, column)] : [])];
  });
  const free = candidates.filter((candidate) => chosen.every(({ column }) => column !== candidate));
  return chosen.length >= most ? questions : [...questions, labelQuestion(chosen.length + 2, free)];
}

function labelQuestion(at: number, candidates: readonly ColumnFacts[]): Question {
  const none = { value: NONE, label: { en: 'None', 'zh-Hant': '無' } };
  const columns = candidates.map(({ name }) => ({ value: name, label: { en: name, 'zh-Hant': name } }));
  return {
    id: `label${at}`,
    title: { en: `Label ${at}`, 'zh-Hant': `標籤 ${at}` },
    choices: [none, ...columns],
    guess: NONE,
    isOpen: false,
    isOptional: true,
  };
}

function kindQuestion(at: number, column: ColumnFacts): Question {
  const { name } = column;
  return {
    id: `kind${at}`,
    title: { en: `What “${name}” is`, 'zh-Hant': `「${name}」的意義` },
    choices: [
      { value: 'class', label: { en: 'A class', 'zh-Hant': '類別' } },
      { value: 'numbers', label: { en: 'A number', 'zh-Hant': '數值' } },
    ],
    guess: guessColumnKind(column),
    isOpen: false,
  };
}

/** What a row says for each of its labels; null where one of them is missing or no number. */
export function targetOfColumns(
  { cells }: TableRow,
  labels: readonly LabelColumn[],
  hasDecimalComma: boolean,
): SourceTarget | null {
  const values = labels.map(({ column, kind }) => {
    const text = textOf(cells[column.index]).trim();
    if (kind === 'class') return text === '' ? null : text.normalize('NFC');
    const value = numberOf(text, hasDecimalComma);
    return Number.isFinite(value) ? value : null;
  });
  return values.every((value): value is string | number => value !== null)
    ? { type: 'columns', values }
    : null;
}

/** The labels with the names of their classes, in the order of their indices. */
export function sourceColumns(
  labels: readonly LabelColumn[],
  targets: readonly SourceTarget[],
): readonly SourceColumn[] {
  return labels.map(({ column, kind }, at) => {
    if (kind === 'numbers') return { name: column.name, classNames: null };
    const names = targets.flatMap((target) => {
      const value = target.type === 'columns' ? target.values[at] : undefined;
      return typeof value === 'string' ? [value] : [];
    });
    return { name: column.name, classNames: sortClassNames(names) };
  });
}

/** The classes that an import counts and stratifies by: those of the first column that has any. */
export function countedClasses(columns: readonly SourceColumn[]): readonly string[] {
  return columns.find(({ classNames }) => classNames !== null)?.classNames ?? [];
}
