import { nearestName } from '../../../graph-runtime/diagnostics/nearest-name';
import { isImage } from '../../../graph-runtime/datasets/labels/label-columns';
import {
  classNamesIn,
  columnsOf,
  type LabelColumn,
  type TargetDescription,
} from '../../../graph-runtime/datasets/target-description';

/** A label as its text in a list or an option is read: the index of a class, indices of classes, or numbers; a sentence says what is wrong. */
export interface CorrectableLabel {
  /** Empty: the data set has one label only. */
  readonly name: string;
  /** Null: the data set has one label only. */
  readonly column: LabelColumn | null;
  /** Whether its values are one class, several classes or numbers; masks are read from no text. */
  readonly kind: 'class' | 'classes' | 'numbers' | null;
  readonly valuesOf: (text: string) => readonly number[] | string;
}

/** The word for no class of several, where no class is called so. */
const NO_CLASS = 'none';
/** Between several classes, and between numbers, which may have blanks between them as well. */
const SEPARATORS = ['|', ';', ','] as const;

/** The labels that corrections can name, numbers beside the examples among them; of other data sets their only one. */
export function correctableLabels(target: TargetDescription): readonly CorrectableLabel[] {
  if (target.kind !== 'columns') return [{ name: '', column: null, ...readerOf(target) }];
  const columns = columnsOf(target);
  return target.columns.flatMap(({ name, target: own }, at) => {
    const column = columns[at];
    if (column === undefined) return [];
    const reader = isImage(own)
      ? notRead(`“${name}” is a ${IMAGE_WORDS[own.kind]}, which no list can correct.`)
      : readerOf(own);
    return [{ name, column, ...reader }];
  });
}

const IMAGE_WORDS = { mask: 'mask', image: 'second image' } as const;

type DescribedLabel =
  | TargetDescription
  | Extract<TargetDescription, { readonly kind: 'columns' }>['columns'][number]['target'];

function readerOf(target: DescribedLabel): Pick<CorrectableLabel, 'kind' | 'valuesOf'> {
  if (target.kind === 'class' || target.kind === 'classes') {
    const names = [classNamesIn(target, 'zh-Hant'), classNamesIn(target, 'en')];
    const classes = new Map(names.flatMap((list) => list.map((name, at) => [name, at] as const)));
    const { kind } = target;
    return { kind, valuesOf: (text) => (kind === 'class' ? classIn : classesIn)(text, classes) };
  }
  if (target.kind === 'numbers' || target.kind === 'features')
    return { kind: 'numbers', valuesOf: (text) => numbersIn(text, target.names) };
  return notRead('masks cannot be corrected by a list, and there is no other label.');
}

function notRead(reason: string): Pick<CorrectableLabel, 'kind' | 'valuesOf'> {
  return { kind: null, valuesOf: () => reason };
}

type Classes = ReadonlyMap<string, number>;

function classIn(text: string, classes: Classes): readonly number[] | string {
  const found = classes.get(text);
  return found === undefined ? unknownClass(text, classes) : [found];
}

function classesIn(text: string, classes: Classes): readonly number[] | string {
  if (text === NO_CLASS && !classes.has(text)) return [];
  // A name may have the sign in it.
  const separator = classes.has(text) ? undefined : SEPARATORS.find((sign) => text.includes(sign));
  const names = separator === undefined ? [text] : text.split(separator).map((name) => name.trim());
  const unknown = names.find((name) => !classes.has(name));
  if (unknown !== undefined) return unknownClass(unknown, classes);
  return [...new Set(names.map((name) => classes.get(name) ?? 0))].sort((a, b) => a - b);
}

function numbersIn(text: string, names: readonly string[]): readonly number[] | string {
  const cells = text.split(/[|;,\s]+/).filter((cell) => cell !== '');
  const numbers = cells.map(Number);
  if (numbers.length === names.length && numbers.every(Number.isFinite)) return numbers;
  const wanted = names.length === 1 ? 'a number' : `${names.length} numbers (${names.join(', ')})`;
  return `it takes ${wanted}, not “${text}”.`;
}

function unknownClass(name: string, classes: Classes): string {
  return `there is no class “${name}”${nearestHint(name, classes.keys())}`;
}

/** The end of a sentence about a name that is not there: what it may have meant. */
export function nearestHint(name: string, candidates: Iterable<string>): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? '.' : `; did you mean “${nearest}”?`;
}
