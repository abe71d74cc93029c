import type { SourceProblem } from '../../../../contract/data-problems';
import type { SplitName, TargetKind } from '../../../../contract/data-survey';
import { oncePer } from '../../../../graph-runtime/collections/once-per';
import type { FileTree } from '../../file-tree/file-tree';
import { classesOfSource } from '../../../../graph-runtime/datasets/target-description';
import { SourceProblemError, sourceProblem } from '../../file-tree/source-problem-error';
import { sortClassNames } from '../class-folders/class-names';
import type { FormatAnswers, FormatOutline, FormatQuestion, SourceTarget } from '../data-format';
import { splitOfPath } from '../image-folder';
import { baseName, extensionOf } from '../image-names';
import { firstOne } from '../list/list-questions';
import { oncePerAnswers } from '../once-per-answers';
import { orProblem } from '../packed-files';
import { splitInName } from '../split-names';
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

export interface ParquetPlan {
  readonly source: ParquetFiles;
  /** The target of each row of each file; null: it has no usable label. */
  readonly targets: ReadonlyMap<ParquetFile, readonly (SourceTarget | null)[]>;
  readonly outline: FormatOutline;
}

/** Reads the labels of all rows, without the images. */
export const planParquet = oncePerAnswers(async (tree, answers): Promise<ParquetPlan> => {
  const source = await parquetFiles(tree);
  if (source === null) throw sourceProblem('unsupported-array', tree.source);
  const label = chosenLabel(source, answers);
  const kind = kindOf(label);
  const targets = new Map<ParquetFile, readonly (SourceTarget | null)[]>();
  const problems = [...source.problems];
  for (const file of source.files) {
    const found = await targetsOf(file, label, kind);
    targets.set(file, found);
    for (const [row, target] of found.entries())
      if (target === null) problems.push({ reason: 'bad-label', path: file.path, row });
  }
  const all = [...targets.values()].flat().filter((target) => target !== null);
  const outline: FormatOutline = {
    target: kind,
    classNames: label?.classNames ?? classNamesOf(all),
    targetNames: kind === 'numbers' && label !== null ? [label.name] : [],
    featureNames: [],
    featureKinds: [],
    exampleCount: all.length,
    problems,
  };
  return { source, targets, outline };
});

function kindOf(label: ParquetColumn | null): Exclude<TargetKind, 'mask'> {
  if (label === null) return 'none';
  if (label.kind === 'list') return 'classes';
  const isClass =
    label.classNames !== null ||
    label.kind === 'text' ||
    (label.kind === 'whole' && hasWord(label.name, LABEL_WORDS));
  return isClass ? 'class' : 'numbers';
}

async function targetsOf(
  file: ParquetFile,
  label: ParquetColumn | null,
  kind: TargetKind,
): Promise<(SourceTarget | null)[]> {
  const targets: (SourceTarget | null)[] = [];
  for (const [index, { count }] of file.groups.entries()) {
    if (label === null) {
      for (let row = 0; row < count; row += 1) targets.push({ type: 'none' });
      continue;
    }
    for (const row of await file.readGroup(index, [label.name]))
      targets.push(targetOf(row[label.name], label, kind));
  }
  return targets;
}

function targetOf(value: unknown, label: ParquetColumn, kind: TargetKind): SourceTarget | null {
  if (kind === 'classes') {
    const names = (Array.isArray(value) ? value : []).flatMap((item: unknown) => nameOf(item, label) ?? []);
    return { type: 'classes', names: [...new Set(names)] };
  }
  if (kind === 'numbers') {
    const number = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN;
    return Number.isFinite(number) ? { type: 'numbers', values: [number] } : null;
  }
  const name = nameOf(value, label);
  return name === null ? null : { type: 'class', name };
}

/** A class's name, of its number or as a text; null for what is none, as -1 where there is no label. */
function nameOf(value: unknown, { classNames }: ParquetColumn): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim().normalize('NFC');
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') return null;
  return classNames === null ? String(value) : (classNames[Number(value)] ?? null);
}

function classNamesOf(targets: readonly SourceTarget[]): string[] {
  return sortClassNames(targets.flatMap(classesOfSource));
}

export function splitOfFile({ path }: ParquetFile): SplitName | null {
  return splitInName(baseName(path)) ?? splitOfPath(path);
}

/** The image's bytes in a row; an empty one, which the decoder names, where there are none. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'object' || value === null || !('bytes' in value)) return new Uint8Array();
  return value.bytes instanceof Uint8Array ? value.bytes : new Uint8Array();
}
