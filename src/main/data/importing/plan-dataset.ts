import type { ImportChoices } from '../../../contract/contract';
import { isList, type SourceColumn } from '../../../graph-runtime/datasets/labels/label-kind';
import { labelKindOf, type TargetPlan } from '../../../graph-runtime/datasets/target-description';
import type { FormatOutline } from '../formats/data-format';
import type { ExampleValues } from '../prepared-example';
import { ColumnStatistics, type Standardization, standardize } from '../standardize';
import type { DatasetPlan } from '../write-prepared-dataset';
import { rowFingerprint } from './examples/duplicates';
import type { MaskClasses } from './examples/fit-mask';
import { ExamplePlacer, type TargetMaker } from './examples/place-examples';
import { type ItemOptions, itemsInOrder } from './items-in-order';
import { findLabelImages, type LabelImages, masksAt, secondsAt } from './label-images';
import type { ListedExample } from './list-examples';
import type { OpenedSource } from './open-source';

/** What a data set will be, and how a source's values and targets become its own. */
export interface PlannedContent {
  readonly plan: DatasetPlan;
  /** Undefined where the example has no target that can be stored. */
  readonly targetOf: TargetMaker;
  /** A row of a table as it is stored. */
  readonly encode: (row: Float32Array) => ExampleValues;
  readonly labelImages: LabelImages;
}

/** Decides all that is stored once for the whole data set, before its examples are. */
export async function planDataset(
  source: OpenedSource,
  outline: FormatOutline,
  listed: readonly ListedExample[],
  choices: ImportChoices,
  signal: AbortSignal,
): Promise<PlannedContent> {
  const { name, image } = choices;
  const labelImages = await findLabelImages(source.tree, listed, signal);
  const { target, targetOf } = planTarget(outline, labelImages);
  const common = {
    ...{ name, target, choices: { ...choices } },
    source: { path: source.tree.source, format: source.format.id },
  };
  if (image !== null && outline.featureNames.length === 0) {
    const { height, width, channels } = image;
    const plan: DatasetPlan = { ...common, dtype: 'uint8', exampleShape: [height, width, channels] };
    return { plan, targetOf, labelImages, encode: (row) => row };
  }
  const names = outline.featureNames;
  const options = { source, listed, choices, signal };
  const standardization = await standardizationOfRows(options, outline, targetOf);
  const { mean, deviation } = standardization;
  return {
    plan: {
      ...{ ...common, dtype: 'float32', exampleShape: [names.length] },
      features: { names: [...names], mean: [...mean], deviation: [...deviation] },
    },
    targetOf,
    labelImages,
    encode: (row) => Float32Array.from(standardize(row, standardization)),
  };
}

/**
 * Means and deviations of the rows that will be in the training split. Which those are depends on the draw and on equal rows, so that all
 * are placed once before they are placed for good.
 */
async function standardizationOfRows(
  options: ItemOptions,
  outline: FormatOutline,
  targetOf: PlannedContent['targetOf'],
): Promise<Standardization> {
  const placer = new ExamplePlacer(options.choices, options.listed, targetOf);
  const statistics = new ColumnStatistics(outline.featureNames.length);
  for await (const { example, content } of itemsInOrder(options)) {
    if (content.type !== 'features') continue;
    const placement = placer.place(example, rowFingerprint(content.values), []);
    if ('split' in placement && placement.split === 'train') statistics.add(content.values);
  }
  return statistics.standardization((column) => outline.featureKinds[column] === 'one-hot');
}

type PlannedTarget = { readonly target: TargetPlan } & Pick<PlannedContent, 'targetOf'>;

function planTarget(outline: FormatOutline, images: LabelImages): PlannedTarget {
  // Masks and second images are read with their images.
  if (outline.target === 'image')
    return { target: { kind: 'image', ...secondsAt(images, 0) }, targetOf: (_example, [own]) => own };
  if (outline.target === 'mask') return planMasks(masksAt(images, 0));
  return planLabels(outline, images);
}

function planMasks({ classNames, ignore }: MaskClasses): PlannedTarget {
  return {
    target: { kind: 'mask', classNames: [...classNames], ...(ignore !== undefined && { ignore }) },
    targetOf: (_example, [mask]) => mask,
  };
}

function planLabels(outline: FormatOutline, images: LabelImages): PlannedTarget {
  const columns = outline.columns && withImages(outline.columns, images);
  const plan = labelKindOf({ kind: outline.target }).plan?.({ ...outline, ...(columns && { columns }) });
  if (plan === undefined)
    throw new Error(`labels of the kind ${outline.target} are planned with their images`);
  return {
    target: plan.target,
    targetOf({ target }, own) {
      const numbers = plan.targetOf(target);
      if (own.length === 0) return numbers;
      return numbers !== undefined && isList(numbers) ? { numbers, images: own } : undefined;
    },
  };
}

/** Labels with the classes that their masks have, and with what their second images are. */
function withImages(columns: readonly SourceColumn[], images: LabelImages): readonly SourceColumn[] {
  const ofFiles = columns.filter(({ kind }) => kind === 'mask' || kind === 'image');
  return columns.map((column) => {
    const at = ofFiles.indexOf(column);
    if (column.kind === 'image') return { ...column, pictures: secondsAt(images, at) };
    if (column.kind !== 'mask') return column;
    const { classNames, ignore } = masksAt(images, at);
    return { ...column, names: classNames, ignore };
  });
}
