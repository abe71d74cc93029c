import type { SourceProblem } from '../../../../contract/data-problems';
import type { SourceColumn, SourceValue } from '../../../../graph-runtime/datasets/labels/label-kind';
import type { Text } from '../../../../graph-runtime/text/text';
import type { FormatAnswers, FormatQuestion, SourceTarget } from '../data-format';
import { countedClasses, kindQuestion, labelNamesOf, NONE, noneOr } from '../text-tables/further-labels';
import type { ArrayPair, ArrayRoles } from './array-roles';
import { classNamesOf, type Labels, labelKindOf, readLabels, targetAt } from './label-targets';
import type { ArrayListing, NamedArray } from './named-array';

/*
 * Several arrays of labels of the same examples, and of numbers beside them: asked for one after the other, as the columns of tables are. Each array is a
 * label of its own.
 */

type Kind = 'class' | 'classes' | 'numbers';

/** Arrays of one name that are a label, or numbers beside the example. */
export interface ArrayLabel {
  readonly name: string;
  readonly kind: Kind;
  /** What it can be, the guess first. */
  readonly kinds: readonly Kind[];
  /** Of each pair that has it. */
  readonly of: ReadonlyMap<ArrayPair, Labels>;
  /** The name of a class by its number. */
  readonly nameOf: (value: number) => string;
  /** Names of the classes, where the files bring them. */
  readonly known: readonly string[] | null;
}

/** Whole numbers of more different values measure something. */
const MOST_NUMBERED_CLASSES = 20;

/** Names of arrays besides the first label, which all examples with labels have. */
function furtherNames({ pairs, labelNames, chosen }: ArrayRoles): readonly string[] {
  const labeled = pairs.filter(({ labels }) => labels !== null);
  return labelNames.filter((name) => name !== chosen && labeled.every(({ more }) => more.has(name)));
}

/** Answers to `label2`, `label3`, … or `number1`, `number2`, … as far as they name arrays that are left. */
function answered(names: readonly string[], answers: FormatAnswers, id: string, from: number): string[] {
  const chosen: string[] = [];
  for (let at = from; ; at += 1) {
    const answer = answers[`${id}${at}`] ?? NONE;
    if (answer === NONE || !names.includes(answer) || chosen.includes(answer)) return chosen;
    chosen.push(answer);
  }
}

async function labelOf(
  { pairs }: ArrayRoles,
  { classNames }: ArrayListing,
  name: string,
  answer?: string,
): Promise<ArrayLabel> {
  const of = new Map<ArrayPair, Labels>();
  let known: readonly string[] | null = null;
  for (const pair of pairs) {
    const array = pair.more.get(name);
    if (array === undefined) continue;
    of.set(pair, await readLabels(array));
    known ??= classNames?.[array.name] ?? null;
  }
  const kinds = kindsOf([...of.values()], known !== null);
  const kind = kinds.find((one) => one === answer) ?? kinds[0] ?? 'class';
  return { name, kind, kinds, of, known, nameOf: (value) => known?.[value] ?? String(value) };
}

/** What labels can be, the guess first. */
function kindsOf(labels: readonly Labels[], areNamed: boolean): readonly Kind[] {
  const kind = labelKindOf(labels);
  if (kind === 'numbers' || labels.some(({ texts }) => texts !== null)) return [kind];
  if (areNamed || labels.some(({ width }) => width > 1)) return [kind, 'numbers'];
  const values = labels.flatMap((one) => Array.from(one.values));
  const distinct = new Set(values).size;
  const areClasses = distinct <= MOST_NUMBERED_CLASSES && 2 * distinct <= values.length;
  return areClasses ? ['class', 'numbers'] : ['numbers', 'class'];
}

/** Which arrays are labels, too, and which ones are numbers that a network may take beside the examples. */
export async function furtherArrayQuestions(
  listing: ArrayListing,
  roles: ArrayRoles,
  answers: FormatAnswers,
): Promise<readonly FormatQuestion[]> {
  const names = furtherNames(roles);
  const labels = answered(names, answers, 'label', 2);
  const questions: FormatQuestion[] = [];
  for (let at = 0; at <= labels.length; at += 1) {
    const left = names.filter((name) => !labels.slice(0, at).includes(name));
    if (left.length === 0) break;
    const title = { en: `Label ${at + 2}`, 'zh-Hant': `標籤 ${at + 2}` };
    questions.push(choiceOf(`label${at + 2}`, title, left));
    const chosen = labels[at];
    if (chosen === undefined) continue;
    const label = await labelOf(roles, listing, chosen, answers[`kind${at + 2}`]);
    if (label.kinds.length > 1) questions.push(kindQuestion(at + 2, { ...label, areSeveral: isWide(label) }));
  }
  const free = numberNames(roles, listing, names).filter((name) => !labels.includes(name));
  const numbers = answered(free, answers, 'number', 1);
  for (let at = 0; at <= numbers.length; at += 1) {
    const left = free.filter((name) => !numbers.slice(0, at).includes(name));
    if (left.length > 0) questions.push(choiceOf(`number${at + 1}`, numbersTitle(at), left));
  }
  return questions;
}

function isWide({ of }: ArrayLabel): boolean {
  return [...of.values()].some(({ width }) => width > 1);
}

/** Texts are no numbers, and neither are classes that have names. */
function numberNames(
  { pairs }: ArrayRoles,
  { classNames }: ArrayListing,
  names: readonly string[],
): readonly string[] {
  const isNumber = (array: NamedArray | undefined) =>
    array === undefined || (array.type !== 'text' && classNames?.[array.name] === undefined);
  return names.filter((name) => pairs.every(({ more }) => isNumber(more.get(name))));
}

function numbersTitle(at: number): Text {
  const count = at === 0 ? '' : ` ${at + 1}`;
  return { en: `Numbers of a second input${count}`, 'zh-Hant': `第二個輸入的數值${count}` };
}

function choiceOf(id: string, title: Text, names: readonly string[]): FormatQuestion {
  return { id, title, ...noneOr(names.map((name) => ({ value: name, name }))) };
}

/** All labels of the examples with the numbers beside them; null where there is one label. */
export interface SeveralArrayLabels {
  readonly columns: readonly SourceColumn[];
  readonly classNames: readonly string[];
  readonly targetNames: readonly string[];
  readonly problems: readonly SourceProblem[];
  /** What an example is to be taken for; null: a number is missing. */
  targetOf(pair: ArrayPair, index: number): SourceTarget | null;
}

/** The labels that were chosen after the first, and the numbers beside the examples. */
export async function severalArrayLabels(
  listing: ArrayListing,
  roles: ArrayRoles,
  first: ArrayLabel,
  answers: FormatAnswers,
): Promise<SeveralArrayLabels | null> {
  const names = furtherNames(roles);
  const labels: ArrayLabel[] = [first];
  const chosen = answered(names, answers, 'label', 2);
  for (const [at, name] of chosen.entries())
    labels.push(await labelOf(roles, listing, name, answers[`kind${at + 2}`]));
  const free = numberNames(roles, listing, names).filter((name) => !chosen.includes(name));
  const numbers: ArrayLabel[] = [];
  for (const name of answered(free, answers, 'number', 1))
    numbers.push({ ...(await labelOf(roles, listing, name)), kind: 'numbers' });
  if (labels.length === 1 && numbers.length === 0) return null;
  const columns = [...labels.map(columnOf), ...(numbers.length === 0 ? [] : [featuresOf(numbers)])];
  const targetOf: SeveralArrayLabels['targetOf'] = (pair, index) => {
    if (!first.of.has(pair)) return { type: 'none' };
    const values = labels.map((label) => valueAt(label, pair, index));
    const beside = numbers.flatMap((label) => numbersAt(label, pair, index));
    const all = [
      ...values,
      ...(beside.length === 0 ? [] : [beside.length === 1 ? (beside[0] ?? 0) : beside]),
    ];
    const isComplete = all.flat().every((value) => typeof value !== 'number' || Number.isFinite(value));
    return isComplete ? { type: 'columns', values: all } : null;
  };
  const problems = [...first.of].flatMap(([pair, { values, texts, width }]) => {
    const count = texts?.length ?? values.length / width;
    const rows = Array.from({ length: count }, (_, row) => row);
    const missing = rows.filter((row) => targetOf(pair, row) === null);
    return missing.map((row): SourceProblem => ({ reason: 'bad-value', path: pair.examples.file, row }));
  });
  return {
    columns,
    classNames: countedClasses(columns),
    targetNames: labelNamesOf(columns),
    problems,
    targetOf,
  };
}

function columnOf(label: ArrayLabel): SourceColumn {
  const { name, kind, of, nameOf, known } = label;
  const names =
    kind === 'numbers' ? numberNamesOf(label) : classNamesOf([...of.values()], kind, nameOf, known);
  return { name, kind, names };
}

function featuresOf(numbers: readonly ArrayLabel[]): SourceColumn {
  const name = numbers.map((label) => label.name).join(', ');
  return { name, kind: 'features', names: numbers.flatMap(numberNamesOf) };
}

/** `age`, or `box #1`, `box #2`, … */
function numberNamesOf({ name, of }: ArrayLabel): readonly string[] {
  const width = Math.max(1, ...[...of.values()].map((one) => one.width));
  return width === 1 ? [name] : Array.from({ length: width }, (_, index) => `${name} #${index + 1}`);
}

function valueAt({ kind, of, nameOf }: ArrayLabel, pair: ArrayPair, index: number): SourceValue {
  const labels = of.get(pair);
  const target = labels && targetAt(labels, index, kind, nameOf);
  if (target?.type === 'class') return target.name;
  if (target?.type === 'classes') return target.names;
  const values = target?.type === 'numbers' ? target.values : [];
  return values.length === 1 ? (values[0] ?? Number.NaN) : values;
}

function numbersAt({ of }: ArrayLabel, pair: ArrayPair, index: number): readonly number[] {
  const labels = of.get(pair);
  return labels === undefined
    ? [Number.NaN]
    : Array.from(labels.values.subarray(index * labels.width, (index + 1) * labels.width));
}
