import type { SourceProblem } from '../../../../contract/data-problems';
import type { TargetKind } from '../../../../contract/data-survey';
import { oncePer } from '../../../../graph-runtime/collections/once-per';
import type { FileTree } from '../../file-tree/file-tree';
import { SourceProblemError } from '../../file-tree/source-problem-error';
import type { FormatAnswers, FormatQuestion } from '../data-format';
import { extensionOf } from '../image-names';
import { firstOne } from '../list/list-questions';
import { orProblem } from '../packed-files';
import { hasWord, LABEL_WORDS } from '../text-tables/columns';
import { openParquet, type ParquetColumn, type ParquetFile } from './parquet-file';

export interface ParquetFiles {
  /** Those with images, of the same columns. */
  readonly files: readonly ParquetFile[];
  readonly image: string;
  /** The columns that can be the label, the likeliest first. */
  readonly labels: readonly ParquetColumn[];
  readonly problems: readonly SourceProblem[];
}

/** Null where no Parquet file holds images. */
export const parquetFiles = oncePer(async (tree: FileTree): Promise<ParquetFiles | null> => {
  const opened: ParquetFile[] = [];
  const problems: SourceProblem[] = [];
  for (const { path } of tree.files) {
    if (extensionOf(path) !== 'parquet') continue;
    const file = await orProblem(() => openParquet(tree, path));
    if (file instanceof SourceProblemError) problems.push(file.problem);
    else opened.push(file);
  }
  const [first] = opened.filter(({ columns }) => columns.some(({ kind }) => kind === 'image'));
  if (first === undefined) return null;
  const image = first.columns.find(({ kind }) => kind === 'image')?.name ?? '';
  const files = opened.filter(({ columns }) => namesOf(columns) === namesOf(first.columns));
  const used = new Set([...files.map(({ path }) => path), ...problems.map(({ path }) => path)]);
  for (const { path } of tree.files) if (!used.has(path)) problems.push({ reason: 'not-an-example', path });
  const candidates = first.columns.filter(({ kind }) => kind !== 'image' && kind !== 'other');
  const rank = ({ name, classNames }: ParquetColumn) =>
    (classNames === null ? 0 : 2) + (hasWord(name, LABEL_WORDS) ? 1 : 0);
  const labels = [...candidates].sort((left, right) => rank(right) - rank(left));
  return { files, image, labels, problems };
});

const namesOf = (columns: readonly ParquetColumn[]) => columns.map(({ name }) => name).join('\n');

const NO_LABEL = '';

export function chosenLabel({ labels }: ParquetFiles, answers: FormatAnswers): ParquetColumn | null {
  if (answers.label === NO_LABEL) return null;
  return labels.find(({ name }) => name === answers.label) ?? labels[0] ?? null;
}

export function labelQuestion({ labels }: ParquetFiles): readonly FormatQuestion[] {
  const [guess] = labels;
  if (guess === undefined || labels.length < 2) return [];
  const choices = [
    ...labels.map(({ name }) => ({ value: name, label: { en: name, 'zh-Hant': name } })),
    { value: NO_LABEL, label: { en: 'None', 'zh-Hant': '無' } },
  ];
  const isOpen = guess.classNames === null && !hasWord(guess.name, LABEL_WORDS);
  return [
    {
      id: 'label',
      title: { en: 'Label', 'zh-Hant': '標籤' },
      choices: firstOne(choices, guess.name),
      guess: guess.name,
      isOpen,
    },
  ];
}

/** What a label is, of all that one column can be. */
export function kindOf(label: ParquetColumn | null): Exclude<TargetKind, 'mask' | 'image' | 'columns'> {
  if (label === null) return 'none';
  if (label.kind === 'list') return 'classes';
  const isClass =
    label.classNames !== null ||
    label.kind === 'text' ||
    (label.kind === 'whole' && hasWord(label.name, LABEL_WORDS));
  return isClass ? 'class' : 'numbers';
}

/** A class's name, of its number or as a text; null for what is none, as -1 where there is no label. */
export function nameOf(value: unknown, { classNames }: ParquetColumn): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim().normalize('NFC');
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') return null;
  return classNames === null ? String(value) : (classNames[Number(value)] ?? null);
}
