import type { FormatAnswers, FormatQuestion } from '../data-format';
import { firstOne } from '../list/list-questions';
import { isSplitColumn } from '../list/list-roles';
import { type ColumnFacts, hasWord, LABEL_WORDS } from '../text-tables/columns';
import {
  firstLabel,
  furtherLabels,
  furtherQuestions,
  guessColumnKind,
  type LabelColumn,
} from '../text-tables/further-labels';
import { numberQuestions, numbersBeside } from '../text-tables/numbers-beside';
import type { SourceTable } from '../text-tables/table-types';

export interface TargetChoice {
  /** Null: nothing is predicted. */
  readonly column: ColumnFacts | null;
  readonly kind: 'class' | 'numbers' | 'none';
  /** All labels of each row, where there are several; none otherwise. */
  readonly labels: readonly LabelColumn[];
}

const NO_TARGET = '';

export function chooseTarget(
  table: SourceTable,
  facts: readonly ColumnFacts[],
  answers: FormatAnswers,
): TargetChoice {
  if (answers.target === NO_TARGET) return { column: null, kind: 'none', labels: [] };
  const column = facts.find(({ name }) => name === answers.target) ?? guessColumn(facts).column;
  if (column === undefined) return { column: null, kind: 'none', labels: [] };
  const isNumber =
    column.areNumbers &&
    (answers.kind === 'numbers' || (answers.kind !== 'class' && guessColumnKind(column) === 'numbers'));
  const kind = isNumber ? 'numbers' : 'class';
  const others = otherColumns(facts, column);
  // One column at least stays a feature.
  const further = furtherLabels(table, others, answers, column.name, others.length - 1);
  const labels = [firstLabel(column, kind), ...further];
  const numbers = numbersBeside({ columns: others, labels, most: others.length }, answers);
  const all = numbers === null ? labels : [...labels, numbers];
  return { column, kind, labels: all.length === 1 ? [] : all };
}

/** Columns that may be labels besides the first. */
function otherColumns(facts: readonly ColumnFacts[], first: ColumnFacts): readonly ColumnFacts[] {
  return facts.filter((column) => column !== first && !isSplitColumn(column));
}

/** The column that is called so, else the last one, which has to be asked about. */
function guessColumn(facts: readonly ColumnFacts[]): { column: ColumnFacts | undefined; isOpen: boolean } {
  const named = facts.filter(({ name }) => hasWord(name, LABEL_WORDS));
  const words = named.find(({ areNumbers }) => !areNumbers);
  const column = words ?? named[named.length - 1] ?? facts[facts.length - 1];
  return { column, isOpen: named.length !== 1 };
}

/** Which column is the target, the guess first; and whether its numbers are classes. */
export function targetQuestions(
  facts: readonly ColumnFacts[],
  { column, kind, labels: all }: TargetChoice,
  answers: FormatAnswers,
): readonly FormatQuestion[] {
  const { column: guess, isOpen } = guessColumn(facts);
  const value = guess?.name ?? NO_TARGET;
  const choices = [
    ...facts.map(({ name }) => ({ value: name, label: { en: name, 'zh-Hant': name } })),
    { value: NO_TARGET, label: { en: 'None', 'zh-Hant': '無' } },
  ];
  const target = {
    id: 'target',
    title: { en: 'Column to predict', 'zh-Hant': '要預測的欄位' },
    choices: firstOne(choices, value),
    guess: value,
    isOpen,
  };
  if (column === null) return [target];
  const others = otherColumns(facts, column);
  const labels = all.filter((label) => label.kind !== 'features');
  const first = kind === 'none' || labels.length > 0 ? [] : [firstLabel(column, kind)];
  const candidates = { columns: others, labels: [...first, ...labels], most: others.length };
  const further = [
    ...furtherQuestions(others, labels.slice(1), column.name, others.length - 1),
    ...numberQuestions(candidates, answers, {
      en: 'Numbers of a second input',
      'zh-Hant': '第二個輸入的數值',
    }),
  ];
  return column.areWhole ? [target, kindQuestion(column), ...further] : [target, ...further];
}

function kindQuestion(column: ColumnFacts): FormatQuestion {
  const guess = guessColumnKind(column);
  const choices = [
    { value: 'class', label: { en: 'A class', 'zh-Hant': '類別' } },
    { value: 'numbers', label: { en: 'A number', 'zh-Hant': '數值' } },
  ];
  return {
    id: 'kind',
    title: { en: `What “${column.name}” is`, 'zh-Hant': `「${column.name}」的意義` },
    choices: firstOne(choices, guess),
    guess,
    isOpen: false,
  };
}
