import { z } from 'zod';
import { namesIn } from '../class-names';
import { classLabel } from './class-label';
import { classMask } from './class-mask';
import { classSet } from './class-set';
import { rowMaker } from './column-values';
import {
  bytesOf,
  isLabelFile,
  isList,
  isRowWithImages,
  type LabelKind,
  type LabelType,
  labelSize,
  pathOfLabel,
  type RowWithImages,
  type SourceColumn,
  type SourceValue,
} from './label-kind';
import { numberRow } from './number-row';
import { numbersOfRows, pixelsOf, placeOfImage, type RowLayout } from './row-layout';
import { exampleNumbers } from './standardized-numbers';
import { targetImage } from './target-image';

/** The name of a column, by which an output chooses it. */
const columnNameSchema = z.string().min(1).max(1_000);
const columnSchema = z.object({
  name: columnNameSchema,
  target: z.union([
    classLabel.schema,
    classSet.schema,
    numberRow.schema,
    classMask.schema,
    targetImage.schema,
    exampleNumbers.schema,
  ]),
});
const schema = z
  .object({ kind: z.literal('columns'), columns: z.array(columnSchema).min(2).max(1_000) })
  .refine(
    ({ columns }) => new Set(columns.map(({ name }) => name)).size === columns.length,
    'columns of labels must have different names',
  )
  .refine(({ columns }) => columns.some(isLabel), 'one column at least must be a label')
  .refine(
    ({ columns }) => columns.filter((column) => !isLabel(column)).length <= 1,
    'numbers beside the example must be one column',
  );

type LabelColumns = z.infer<typeof schema>;
type ClassColumn = z.infer<typeof classLabel.schema> | z.infer<typeof classSet.schema>;
type NumberColumn = Pick<z.infer<typeof numberRow.schema>, 'kind' | 'names'>;
/** Numbers beside the example, which are no label. */
type FeatureColumn = Pick<z.infer<typeof exampleNumbers.schema>, 'kind' | 'names'>;
/** Masks and second images. */
type ImageColumn = z.infer<typeof classMask.schema> | z.infer<typeof targetImage.schema>;
type ColumnTarget = ClassColumn | NumberColumn | FeatureColumn | ImageColumn;

/** Columns before the examples are known. */
export interface PlannedColumns {
  readonly kind: 'columns';
  readonly columns: readonly { readonly name: string; readonly target: ColumnTarget }[];
}

/**
 * Several labels of each example, each with its name and kind: float32 `[count, values]`, one after the other: the index of one class, 0 or 1
 * for each of several classes, standardized numbers. One of the columns may be no label, but numbers that a network takes beside the example.
 *
 * Where some are masks or second images, uint8 `[count, bytes]` (`RowLayout`).
 */
export const labelColumns = {
  id: 'columns',
  schema,
  size: ({ columns }) => columns.filter(isLabel).length,
  words: (size) => ({ en: size === '1' ? '1 label' : `${size} labels`, 'zh-Hant': `${size} 個標籤` }),
  storage(target, exampleShape) {
    const { numbers, images } = rowLayout(target);
    if (images.length === 0) return { dtype: 'float32', shape: [numbers] };
    return { dtype: 'uint8', shape: [bytesOfRows(target, exampleShape)] };
  },
  plan: ({ columns = [] }) => ({
    target: { kind: 'columns', columns: columns.map(plannedColumn) },
    targetOf: rowMaker(columns),
  }),
  classesOf: (source) =>
    source.type === 'columns'
      ? source.values.flatMap((value) => (typeof value === 'string' ? [value] : [])).slice(0, 1)
      : [],
  textOf: (source) => (source.type === 'columns' ? source.values.flatMap(textsOf).join(', ') : ''),
  isStoredAsIs: (target, column) => {
    const of = rowTargets(target)[column];
    return of !== undefined && 'classNames' in of;
  },
  standardized(planned, { mean, deviation }) {
    let first = 0;
    const columns = planned.columns.map(({ name, target }) => {
      const [start, end] = [first, first + valueCount(target)];
      first = end;
      if ('classNames' in target || isImage(target)) return { name, target };
      const statistics = { mean: mean.slice(start, end), deviation: deviation.slice(start, end) };
      return { name, target: { ...target, ...statistics } };
    });
    return { kind: 'columns', columns };
  },
  encode(target, bytes) {
    if (isList(target)) return bytesOf(Float32Array.from(target));
    return isRowWithImages(target) ? bytesOfRow(target, bytes) : null;
  },
  flawOf(labels, target, exampleShape = []) {
    const layout = rowLayout(target);
    if (layout.images.length === 0 || !(labels instanceof Uint8Array)) return flawOfNumbers(labels, target);
    const count = labels.length / bytesOfRows(target, exampleShape);
    return flawOfNumbers(numbersOfRows(labels, count, layout), target) ?? flawOfMasks(labels, count, target);
  },
} as const satisfies LabelKind<LabelColumns, PlannedColumns>;

/** Values that a label takes in the row of an example; none of masks and second images, which are behind all values. */
export function valueCount(target: ColumnTarget): number {
  if (target.kind === 'class') return 1;
  if (isImage(target)) return 0;
  return target.kind === 'classes' ? classSet.size(target) : target.names.length;
}

/** Whether a column is a label: what networks may be trained for. */
export function isLabel<T extends { readonly kind: string }>(column: {
  readonly target: T;
}): column is { readonly target: Exclude<T, { readonly kind: 'features' }> } {
  return column.target.kind !== 'features';
}

/** How the rows lie. */
export function rowLayout(target: PlannedColumns): RowLayout {
  const images = imagesOf(target).map((image) => labelSize(labelTypeOfImage(image, [1, 1, 1])));
  return { numbers: rowTargets(target).length, images };
}

/** Bytes of a row with images. */
function bytesOfRows(target: PlannedColumns, [height = 1, width = 1]: readonly number[]): number {
  const layout = rowLayout(target);
  return placeOfImage(layout, height * width, layout.images.length)[0];
}

/** Whether a column is masks or second images. */
export function isImage<T extends { readonly kind: string }>(
  target: T,
): target is Extract<T, { readonly kind: 'mask' | 'image' }> {
  return target.kind === 'mask' || target.kind === 'image';
}

/** How an image of an example is stored. */
function labelTypeOfImage(target: ImageColumn, exampleShape: readonly number[]): LabelType {
  return target.kind === 'mask'
    ? classMask.storage(target, exampleShape)
    : targetImage.storage(target, exampleShape);
}

function imagesOf({ columns }: PlannedColumns): readonly ImageColumn[] {
  return columns.flatMap(({ target }) => (isImage(target) ? [target] : []));
}

/** The label that each value of a row belongs to. */
function rowTargets({ columns }: PlannedColumns): readonly ColumnTarget[] {
  return columns.flatMap(({ target }) => Array<ColumnTarget>(valueCount(target)).fill(target));
}

function flawOfNumbers(values: ArrayLike<number>, target: PlannedColumns): string | null {
  const targets = rowTargets(target);
  for (let at = 0; at < values.length; at += 1) {
    const of = targets[at % targets.length];
    const flaw = of === undefined ? null : flawOfValue(values[at] ?? 0, of);
    if (flaw !== null) return flaw;
  }
  return null;
}

/** Row by row: masks may be gigabytes, and are not copied. */
function flawOfMasks(rows: Uint8Array, count: number, target: PlannedColumns): string | null {
  const layout = rowLayout(target);
  const size = rows.length / count;
  const pixels = pixelsOf(size, layout);
  for (let row = 0; row < count; row += 1) {
    for (const [at, image] of imagesOf(target).entries()) {
      if (image.kind === 'image') continue;
      const [start, end] = placeOfImage(layout, pixels, at);
      const flaw = classMask.flawOf(rows.subarray(row * size + start, row * size + end), image);
      if (flaw !== null) return flaw;
    }
  }
  return null;
}

function flawOfValue(value: number, target: ColumnTarget): string | null {
  if (!('classNames' in target)) return Number.isFinite(value) ? null : 'it has values that are not numbers';
  if (target.kind === 'classes')
    return value === 0 || value === 1 ? null : 'it has values other than 0 and 1';
  const classes = namesIn(target.classNames, 'en').length;
  return Number.isInteger(value) && value >= 0 && value < classes
    ? null
    : `it has labels beyond the ${classes} classes`;
}

function plannedColumn({
  name,
  kind,
  names,
  ignore,
  pictures,
}: SourceColumn): PlannedColumns['columns'][number] {
  if (kind === 'mask')
    return { name, target: { kind, classNames: [...names], ...(ignore !== undefined && { ignore }) } };
  if (kind === 'image') return { name, target: { kind, channels: 1, scale: 1, ...pictures } };
  const target =
    kind === 'class' || kind === 'classes' ? { kind, classNames: [...names] } : { kind, names: [...names] };
  return { name, target };
}

function textsOf(value: SourceValue): readonly string[] {
  return isLabelFile(value) ? [pathOfLabel(value)] : [value].flat().map(String);
}

function bytesOfRow({ numbers, images }: RowWithImages, size: number): Uint8Array {
  const row = new Uint8Array(size);
  const parts = [bytesOf(Float32Array.from(numbers)), ...images];
  let at = 0;
  for (const part of parts) {
    // Of another size than the description says: whoever stores it compares the lengths.
    if (at + part.length > size) return new Uint8Array();
    row.set(part, at);
    at += part.length;
  }
  return at === size ? row : new Uint8Array();
}
