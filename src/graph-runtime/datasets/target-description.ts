import { z } from 'zod';
import type { Language } from '../text/text';
import { namesIn } from './class-names';
import { isImage, isLabel, type PlannedColumns, rowLayout, valueCount } from './labels/label-columns';
import { type LabelKind, labelSize, type SourceTarget } from './labels/label-kind';
import { labelKinds } from './labels/registry';
import type { RowLayout } from './labels/row-layout';

/** What a data set's examples are to be taken for: one of the kinds of `labels/`. */
export const targetDescriptionSchema = z.union(labelKinds.map(({ schema }) => schema));
export type TargetDescription = z.infer<(typeof labelKinds)[number]['schema']>;

/** What is known of the targets before there are any: not yet the means and deviations of numbers. */
export type TargetPlan =
  | Exclude<TargetDescription, { readonly mean: unknown }>
  | Omit<Extract<TargetDescription, { readonly mean: unknown }>, 'mean' | 'deviation'>
  | PlannedColumns;

/** The kind of a data set's labels. */
export function labelKindOf({
  kind,
}: {
  readonly kind: TargetDescription['kind'];
}): LabelKind<TargetDescription, TargetPlan> {
  const kinds: readonly LabelKind<TargetDescription, TargetPlan>[] = labelKinds;
  const found = kinds.find(({ id }) => id === kind);
  if (found === undefined) throw new Error(`no kind of labels ${kind}`);
  return found;
}

/** The classes that a source names for an example; none where it names none. */
export function classesOfSource(source: SourceTarget): readonly string[] {
  return labelKindOf({ kind: source.type }).classesOf?.(source) ?? [];
}

/**
 * The names of the classes in the order of their indices, as their user wrote them or in `language`, of the first label where there are
 * several; none without classes.
 */
export function classNamesIn(target: TargetPlan, language: Language): readonly string[] {
  const label = target.kind === 'columns' ? target.columns.find(isLabel)?.target : target;
  return label !== undefined && 'classNames' in label ? namesIn(label.classNames, language) : [];
}

/** How many scores a network gives for such targets: its classes, or the numbers it predicts; 0 where there are none. */
export function targetSize(target: TargetPlan): number {
  return labelKindOf(target).size(target);
}

/** Values of one example's labels as they are stored, without masks and second images where these are among several; 0 where there are none. */
export function storedValueCount(target: TargetPlan): number {
  if (target.kind === 'columns') return rowLayout(target).numbers;
  const type = labelKindOf(target).storage(target, []);
  return type === null ? 0 : labelSize(type);
}

/** How the rows of several labels lie, where masks or second images are among them; null of all other data sets. */
export function layoutWithImages(target: TargetPlan): RowLayout | null {
  if (target.kind !== 'columns') return null;
  const layout = rowLayout(target);
  return layout.images.length === 0 ? null : layout;
}

/** Whether masks or images are among what is stored, which may be far more than all other labels. */
export function hasLabelImages(target: TargetPlan): boolean {
  return labelKindOf(target).isImage === true || layoutWithImages(target) !== null;
}

/** One of several labels of a data set, or the numbers beside its examples. */
export interface LabelColumn {
  readonly name: string;
  /** The place of its first value among those of all labels. */
  readonly at: number;
  /** Its values: one of a class or a number, more of several classes and of a group of numbers; none of a mask or second image. */
  readonly values: number;
  /** Of a mask or second image: its place among these, which are behind all values. */
  readonly image?: number;
  /** What all columns are. */
  readonly of: Extract<TargetDescription, { readonly kind: 'columns' }>;
}

/** A label of a data set: all there are, or one column of several. */
export interface NamedLabel {
  readonly description: TargetDescription;
  /** Null: the data set has no columns of labels. */
  readonly column: LabelColumn | null;
}

/**
 * The label of a name; null where the data set has none of it.
 *
 * @param name empty: the first, or the only one
 */
export function labelNamed(description: TargetDescription, name: string): NamedLabel | null {
  if (description.kind !== 'columns') return name === '' ? { description, column: null } : null;
  const place = description.columns.findIndex(
    (column) => isLabel(column) && (name === '' || column.name === name),
  );
  const [found, column] = [description.columns[place], columnsOf(description)[place]];
  if (found === undefined || column === undefined || !isLabel(found)) return null;
  return { description: found.target, column };
}

/** The first label that is one class, or the only label; null where several labels have no class among them. */
export function firstClassLabel(description: TargetDescription): NamedLabel | null {
  if (description.kind !== 'columns') return labelNamed(description, '');
  const found = description.columns.find(({ target }) => target.kind === 'class');
  return found === undefined ? null : labelNamed(description, found.name);
}

/**
 * The label of second images; null where there is none of that name.
 *
 * @param name empty: the first one, or the only label
 */
export function secondImageNamed(description: TargetDescription, name: string): NamedLabel | null {
  const first =
    description.kind === 'columns' && name === ''
      ? description.columns.find(({ target }) => target.kind === 'image')?.name
      : name;
  const found = first === undefined ? null : labelNamed(description, first);
  return found?.description.kind === 'image' ? found : null;
}

/** The names of the labels that are masks; none where there is only one label. */
export function maskNames(description: TargetDescription): readonly string[] {
  return description.kind === 'columns'
    ? description.columns.filter(({ target }) => target.kind === 'mask').map(({ name }) => name)
    : [];
}

/** The names of the labels that are second images, by which inputs choose them; none where there is only one label. */
export function secondImageNames(description: TargetDescription): readonly string[] {
  return labelNames(description).filter((name) => secondImageNamed(description, name) !== null);
}

/** All columns of the rows of labels in their order, numbers beside the example among them; none of other data sets. */
export function columnsOf(description: TargetDescription): readonly LabelColumn[] {
  if (description.kind !== 'columns') return [];
  let [at, images] = [0, 0];
  return description.columns.map(({ name, target }) => {
    const own = isImage(target) && { image: images };
    const column = { name, at, values: valueCount(target), of: description, ...own };
    at += column.values;
    images += Number(isImage(target));
    return column;
  });
}

/** The names of a data set's labels, by which outputs choose them; none where there is only one. */
export function labelNames(description: TargetDescription): readonly string[] {
  return description.kind === 'columns' ? description.columns.filter(isLabel).map(({ name }) => name) : [];
}

/** The numbers beside each example of a data set, which an input of a network may take. */
export interface ExampleNumbers {
  /** Their place in the rows of labels. */
  readonly column: LabelColumn;
  readonly names: readonly string[];
  /** What is stored is `(value - mean) / deviation`, for each of the names. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** The numbers beside the examples of a data set; null where it has none. */
export function numbersOfExamples(description: TargetDescription): ExampleNumbers | null {
  if (description.kind !== 'columns') return null;
  const place = description.columns.findIndex((column) => !isLabel(column));
  const [target, column] = [description.columns[place]?.target, columnsOf(description)[place]];
  return target?.kind === 'features' && column !== undefined ? { ...target, column } : null;
}

/** What the first label is, or the only one. */
export function firstLabel(description: TargetDescription): TargetDescription {
  return labelNamed(description, '')?.description ?? description;
}

/** The class whose pixels do not count; null where all do, and where targets are no masks. */
export function ignoredClass(target: TargetDescription): number | null {
  return 'ignore' in target ? (target.ignore ?? null) : null;
}
