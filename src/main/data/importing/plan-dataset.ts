import type { ImportChoices } from '../../../contract/contract';
import type { TargetDescription } from '../../../graph-runtime/datasets/target-description';
import type { FormatOutline, SourceTarget } from '../formats/data-format';
import type { ExampleValues, PreparedTarget } from '../prepared-example';
import type { DatasetPlan } from '../write-prepared-dataset';
import type { MaskClasses } from './examples/fit-mask';
import { standardizationOf, standardize } from './examples/standardize';
import type { ListedExample } from './list-examples';
import type { OpenedSource } from './open-source';
import { findMaskClasses } from './read-mask';

/** What a data set will be, and how a source's values and targets become its own. */
export interface PlannedContent {
  readonly plan: DatasetPlan;
  /** Undefined where the example has no target that can be stored. */
  readonly targetOf: (example: ListedExample) => PreparedTarget | undefined;
  /** A row of a table as it is stored. */
  readonly encode: (row: Float32Array) => ExampleValues;
  /** What the values of masks mean; null where the targets are no masks. */
  readonly masks: MaskClasses | null;
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
  const masks = outline.target === 'mask' ? await findMaskClasses(source.tree, listed, signal) : null;
  const { target, targetOf } = masks === null ? planTarget(outline, listed) : planMasks(masks);
  const common = {
    ...{ name, target, choices: { ...choices } },
    source: { path: source.tree.source, format: source.format.id },
  };
  if (image !== null && outline.featureNames.length === 0) {
    const { height, width, channels } = image;
    const plan: DatasetPlan = { ...common, dtype: 'uint8', exampleShape: [height, width, channels] };
    return { plan, targetOf, masks, encode: (row) => row };
  }
  const names = outline.featureNames;
  const isLeft = (column: number) => outline.featureKinds[column] === 'one-hot';
  const standardization = standardizationOf(await rowsOf(source, signal), names.length, isLeft);
  const { mean, deviation } = standardization;
  return {
    plan: {
      ...{ ...common, dtype: 'float32', exampleShape: [names.length] },
      features: { names: [...names], mean: [...mean], deviation: [...deviation] },
    },
    targetOf,
    masks,
    encode: (row) => Float32Array.from(standardize(row, standardization)),
  };
}

/** The rows that a network may learn from: all but those that the source keeps for evaluation. */
async function rowsOf(
  { format, tree, answers }: OpenedSource,
  signal: AbortSignal,
): Promise<readonly Float32Array[]> {
  const rows: Float32Array[] = [];
  for await (const { split, content } of format.examples(tree, answers, signal)) {
    if (content.type === 'features' && isForTraining(split)) rows.push(content.values);
  }
  return rows;
}

function isForTraining(split: ListedExample['split']): boolean {
  return split === null || split === 'train';
}

type PlannedTarget = { readonly target: TargetDescription } & Pick<PlannedContent, 'targetOf'>;

/** A mask is read with its image. */
function planMasks({ classNames, ignore }: MaskClasses): PlannedTarget {
  return {
    target: { kind: 'mask', classNames: [...classNames], ...(ignore !== undefined && { ignore }) },
    targetOf: () => undefined,
  };
}

function planTarget(outline: FormatOutline, listed: readonly ListedExample[]): PlannedTarget {
  const { target: kind, classNames, targetNames } = outline;
  const indices = new Map(classNames.map((name, index) => [name, index]));
  const names = [...classNames];
  switch (kind) {
    case 'class':
      return {
        target: { kind, classNames: names },
        targetOf: ({ target }) => (target.type === 'class' ? indices.get(target.name) : undefined),
      };
    case 'classes':
      return { target: { kind, classNames: names }, targetOf: ({ target }) => indicesOf(target, indices) };
    case 'numbers': {
      const rows = listed.flatMap(({ target, split }) =>
        target.type === 'numbers' && isForTraining(split) ? [target.values] : [],
      );
      const standardization = standardizationOf(rows, targetNames.length);
      const { mean, deviation } = standardization;
      return {
        target: { kind, names: [...targetNames], mean: [...mean], deviation: [...deviation] },
        targetOf: ({ target }) =>
          target.type === 'numbers' && target.values.length === targetNames.length
            ? standardize(target.values, standardization)
            : undefined,
      };
    }
    default:
      return { target: { kind: 'none' }, targetOf: () => null };
  }
}

function indicesOf(
  target: SourceTarget,
  indices: ReadonlyMap<string, number>,
): readonly number[] | undefined {
  if (target.type !== 'classes') return undefined;
  const found = target.names.map((name) => indices.get(name));
  return found.every((index): index is number => index !== undefined) ? found : undefined;
}
