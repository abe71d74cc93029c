import type { FormatAnswers, FormatQuestion } from '../data-format';
import type { ListGroup } from './list-files';
import {
  ALL_COLUMNS,
  asLabel,
  isWithOthers,
  type LabelRole,
  type ListRoles,
  NO_LABEL,
  numberColumns,
} from './list-roles';
import type { ColumnFacts } from '../text-tables/columns';
import { fileKindOf } from '../text-tables/file-kind';
import { furtherQuestions } from '../text-tables/further-labels';
import { numberQuestions } from '../text-tables/numbers-beside';

const same = (text: string) => ({ en: text, 'zh-Hant': text });

export function listQuestion(groups: readonly ListGroup[]): readonly FormatQuestion[] {
  if (groups.length < 2) return [];
  return [
    {
      id: 'list',
      title: { en: 'List', 'zh-Hant': '清單' },
      choices: groups.map(({ id, paths }) => ({ value: id, label: same(paths.join(', ')) })),
      guess: groups[0]?.id ?? '',
      isOpen: false,
    },
  ];
}

/** `guess`: the roles without answers. */
export function labelQuestions(
  roles: ListRoles,
  guess: ListRoles,
  answers: FormatAnswers,
): readonly FormatQuestion[] {
  return [
    ...labelQuestion(guess),
    ...kindQuestion(roles),
    ...otherLabels(roles),
    ...otherNumbers(roles, answers),
  ];
}

function labelQuestion({ candidates, label, isLabelOpen }: ListRoles): readonly FormatQuestion[] {
  if (candidates.length < 2) return [];
  const all = numberColumns(candidates);
  const value = columnOf(label)?.name ?? (label.type === 'columns' ? ALL_COLUMNS : NO_LABEL);
  const choices = [
    ...candidates.map(({ name }) => ({ value: name, label: same(name) })),
    ...(all.length > 1 ? [{ value: ALL_COLUMNS, label: same(all.map(({ name }) => name).join(', ')) }] : []),
    { value: NO_LABEL, label: { en: 'None', 'zh-Hant': '無' } },
  ];
  return [
    {
      id: 'label',
      title: { en: 'Label', 'zh-Hant': '標籤' },
      choices: firstOne(choices, value),
      guess: value,
      isOpen: isLabelOpen,
    },
  ];
}

/** Besides a column that is one class, a number, a mask or a second image, others may be labels, too. */
function otherLabels({ label, candidates }: ListRoles): readonly FormatQuestion[] {
  const role = label.type === 'several' ? label.first : label;
  const first = columnOf(label);
  if (first === null || role.type === 'none' || !isWithOthers(role)) return [];
  return furtherQuestions(
    candidates.filter((column) => column !== first),
    label.type === 'several' ? label.labels.slice(1).filter(({ kind }) => kind !== 'features') : [],
    first.name,
  );
}

/** What a network may take beside the images that have labels. */
function otherNumbers(
  { label, candidates: columns }: ListRoles,
  answers: FormatAnswers,
): readonly FormatQuestion[] {
  if (label.type === 'none') return [];
  const all = label.type === 'several' ? label.labels : [asLabel(label)];
  const labels = all.filter(({ kind }) => kind !== 'features');
  const title = { en: 'Numbers beside the image', 'zh-Hant': '影像之外的數值' };
  return numberQuestions({ columns, labels }, answers, title);
}

function columnOf(label: LabelRole): ColumnFacts | null {
  if (label.type === 'several') return columnOf(label.first);
  return label.type === 'none' || label.type === 'columns' ? null : label.column;
}

function kindQuestion({ label, guessedKind }: ListRoles): readonly FormatQuestion[] {
  const column = columnOf(label);
  if (column === null) return [];
  if (column.nameMasks) return [fileQuestion(column)];
  const { areNumbers, areLists, areWhole } = column;
  const isCertain = areLists || (areNumbers ? !areWhole : guessedKind === 'class');
  if (isCertain) return [];
  const choices = [
    { value: 'class', label: { en: 'One class', 'zh-Hant': '一個類別' } },
    { value: 'classes', label: { en: 'Several classes', 'zh-Hant': '多個類別' } },
    ...(areNumbers
      ? [{ value: 'numbers', label: { en: 'A number to predict', 'zh-Hant': '要預測的數值' } }]
      : []),
  ];
  return [
    {
      id: 'kind',
      title: whatIs(column),
      choices: firstOne(choices, guessedKind),
      guess: guessedKind,
      isOpen: false,
    },
  ];
}

/** What the files of a column are. */
function fileQuestion(column: ColumnFacts): FormatQuestion {
  const guess = fileKindOf(column);
  const choices = [
    { value: 'mask', label: { en: 'Masks', 'zh-Hant': '遮罩' } },
    { value: 'image', label: { en: 'Second images', 'zh-Hant': '第二張影像' } },
  ];
  return { id: 'kind', title: whatIs(column), choices: firstOne(choices, guess), guess, isOpen: false };
}

const whatIs = ({ name }: ColumnFacts) => ({ en: `What “${name}” is`, 'zh-Hant': `「${name}」的意義` });

/** The guess first. */
export function firstOne<T extends { readonly value: string }>(choices: readonly T[], value: string): T[] {
  return [...choices].sort((left, right) => Number(right.value === value) - Number(left.value === value));
}
