import type { FormatAnswers, FormatQuestion } from '../data-format';
import { firstOne } from '../list/list-questions';
import { type ColumnFacts, hasWord, LABEL_WORDS } from '../text-tables/columns';

export interface TargetChoice {
  /** Null: nothing is predicted. */
  readonly column: ColumnFacts | null;
  readonly kind: 'class' | 'numbers' | 'none';
}

const NO_TARGET = '';
/** Whole numbers of more different values are measured. */
const MOST_NUMBERED_CLASSES = 20;

export function chooseTarget(facts: readonly ColumnFacts[], answers: FormatAnswers): TargetChoice {
  if (answers.target === NO_TARGET) return { column: null, kind: 'none' };
  const column = facts.find(({ name }) => name === answers.target) ?? guessColumn(facts).column;
  if (column === undefined) return { column: null, kind: 'none' };
  const isNumber =
    column.areNumbers &&
    (answers.kind === 'numbers' || (answers.kind !== 'class' && guessKind(column) === 'numbers'));
  return { column, kind: isNumber ? 'numbers' : 'class' };
}

/** The column that is called so, else the last one, which has to be asked about. */
function guessColumn(facts: readonly ColumnFacts[]): { column: ColumnFacts | undefined; isOpen: boolean } {
  const named = facts.filter(({ name }) => hasWord(name, LABEL_WORDS));
  const words = named.find(({ areNumbers }) => !areNumbers);
  const column = words ?? named[named.length - 1] ?? facts[facts.length - 1];
  return { column, isOpen: named.length !== 1 };
}

function guessKind({ areNumbers, areWhole, distinct, filled }: ColumnFacts): 'class' | 'numbers' {
  if (!areNumbers) return 'class';
  return areWhole && distinct.size <= MOST_NUMBERED_CLASSES && 2 * distinct.size <= filled
    ? 'class'
    : 'numbers';
}

/** Which column is the target, the guess first; and whether its numbers are classes. */
export function targetQuestions(
  facts: readonly ColumnFacts[],
  { column }: TargetChoice,
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
  return column?.areWhole === true ? [target, kindQuestion(column)] : [target];
}

function kindQuestion(column: ColumnFacts): FormatQuestion {
  const guess = guessKind(column);
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
