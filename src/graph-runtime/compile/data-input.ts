import type { ExampleType } from '../datasets/example-type';
import type { LabelType } from '../datasets/labels/label-kind';
import { fill } from '../ops/constant';
import type { OpGraph, OpNode, Value } from '../ops/op-graph';
import { cast, reshape } from '../ops/shape';
import {
  assignVariable,
  gatherRows,
  placeholder,
  scatterRows,
  type Variable,
  variable,
} from '../ops/variables';
import { labelKindOf } from '../datasets/target-description';
import { secondImage } from '../targets/kinds/second-image';
import { labelsKey, labelTypeOf as labelTypeOfTarget, ONE_CLASS } from '../targets/registry';
import type { TrainedTarget } from '../targets/target-kind';
import { columnOf, imagesOf, valuesOf } from './label-rows';
import { isMixing, type MixedLabels, mixExamples } from './mix-examples';
import {
  type PlacedLabels,
  type Preparation,
  prepareImages,
  prepareSecond,
  type SecondImage,
} from './prepare-images';
import type { Signature } from './signature';
import { membersOf } from './tuple-rows';

/** A part of the data set as the engine keeps it: examples and labels, in variables of the session. */
export interface DataSplit {
  readonly name: string;
  readonly count: number;
  /** uint8 `[count, height, width, channels]`, or float32 `[count, features]` */
  readonly images: Variable;
  /** `[count, ...]`, as the kind of target stores them; null where it stores none. */
  readonly labels: Variable | null;
}

/** Declares the variables of a split. */
export function declareSplit(
  graph: OpGraph,
  name: string,
  count: number,
  exampleShape: readonly number[],
  dtype: ExampleType = 'uint8',
  labels: LabelType | null = ONE_INDEX,
): DataSplit {
  return graph.scoped(`data/${name}`, () => ({
    name,
    count,
    images: variable(graph, `data/${name}/images`, [count, ...exampleShape], dtype),
    labels: labels && variable(graph, `data/${name}/labels`, [count, ...labels.shape], labels.dtype),
  }));
}

/** The labels of one class an example. */
const ONE_INDEX: LabelType = { dtype: 'int32', shape: [] };

/** Gives a split its storage, so that it can be filled in pieces. */
export function allocateSplit(graph: OpGraph, split: DataSplit): readonly OpNode[] {
  return graph.scoped(`data/${split.name}/allocate`, () =>
    variablesOf(split).map((target) => {
      const value = fill(graph, 0, target.shape, target.dtype);
      return assignVariable(graph, target, value);
    }),
  );
}

function variablesOf({ images, labels }: DataSplit): readonly Variable[] {
  return labels === null ? [images] : [images, labels];
}

/** Fills rows of a split: examples `[n, ...]` and labels `[n, ...]` go to the given places `[n]`. */
export function fillSplit(
  graph: OpGraph,
  split: DataSplit,
  places: Value,
  rows: { readonly images: Value; readonly labels?: Value },
): readonly OpNode[] {
  return graph.scoped(`data/${split.name}/fill`, () => [
    scatterRows(graph, split.images, places, rows.images),
    ...(split.labels === null || rows.labels === undefined
      ? []
      : [scatterRows(graph, split.labels, places, rows.labels)]),
  ]);
}

/** Examples of a split as they are stored, by their indices; bytes as int32, because the engine's binding hands out none. */
export function readSplit(graph: OpGraph, split: DataSplit): Signature<'indices', 'images'> {
  return graph.scoped(`data/${split.name}/read`, () => {
    const indices = placeholder(graph, 'int32', [null]);
    const images = returnable(graph, gatherRows(graph, split.images, indices));
    return { inputs: { indices }, outputs: { images } };
  });
}

/** Labels of a split as they are stored, by the indices of their examples; null where none are stored. */
export function readLabels(
  graph: OpGraph,
  { name, labels }: DataSplit,
): Signature<'indices', 'labels'> | null {
  if (labels === null) return null;
  return graph.scoped(`data/${name}/labels`, () => {
    const indices = placeholder(graph, 'int32', [null]);
    return {
      inputs: { indices },
      outputs: { labels: returnable(graph, gatherRows(graph, labels, indices)) },
    };
  });
}

function returnable(graph: OpGraph, stored: Value): Value {
  return stored.dtype === 'uint8' ? cast(graph, stored, 'int32') : stored;
}

/** A batch as the network takes it. */
export interface Batch {
  /** Placeholders that decide which examples these are. */
  readonly feeds: Readonly<Record<string, Value>>;
  /** float32 `[batch, ...input shape]`; those of images in [0, 1]. Where images are compared, a row for each member of a tuple. */
  readonly examples: Value;
  /** float32 `[batch, numbers]`, standardized: what an input takes beside the examples. Absent: none does. Others can be fed in their place. */
  readonly numbers?: Value | undefined;
  /** By the paths of the inputs that take them: second images of the examples, float32 `[batch, ...input shape]`. Absent: none does. */
  readonly seconds?: ReadonlyMap<string, Value> | undefined;
  /** As losses take them (`TargetKind.prepareLabels`), by their keys (`labelsKey`); of one class an example int32 `[batch]`. */
  readonly labels: ReadonlyMap<string, Value>;
  /** Where examples are mixed with others: with what part of whose labels. */
  readonly mixed?: MixedLabels | undefined;
}

/** A batch of stored examples. */
export interface StoredBatch extends Batch {
  /** The examples as they are stored, of the type and shape of their split. Others can be fed in their place. */
  readonly images: Value;
  /** The labels as they are stored; null where there are none. Others can be fed in their place. */
  readonly stored: Value | null;
  /** Labels that are images, as they are stored, by their keys (`labelsKey`, `secondKey`). Others can be fed in their place. */
  readonly storedImages: ReadonlyMap<string, Value>;
  /** float32, values in [0, 1]: cropped and augmented, but not yet resized and normalized. */
  readonly unit: Value;
}

/** A batch out of a split that is kept in the engine, by its indices: feeds `indices`, int32 `[batch]`. */
export function gatherBatch(graph: OpGraph, split: DataSplit, preparation: Preparation): StoredBatch {
  return graph.scoped(`data/${split.name}/batch`, () => {
    const indices = graph.scoped('indices', () => placeholder(graph, 'int32', [null]));
    // Rows are read where the variables are, whichever device the batch is prepared on.
    const rowsOf = (from: Variable) => graph.onDevice(null, () => gatherRows(graph, from, indices));
    const images = rowsOf(split.images);
    const stored = split.labels && rowsOf(split.labels);
    return { feeds: { indices }, images, stored, ...prepareBatch(graph, images, stored, preparation) };
  });
}

/** A batch that comes with every call, for data too large to be kept: feeds `images` (stored ones) and `labels`, where there are any. */
export function feedBatch(
  graph: OpGraph,
  name: string,
  exampleShape: readonly number[],
  preparation: Preparation,
  dtype: ExampleType = 'uint8',
): StoredBatch {
  return graph.scoped(`data/${name}/batch`, () => {
    const images = graph.scoped('images', () => placeholder(graph, dtype, [null, ...exampleShape]));
    const type = labelTypeOf(preparation, exampleShape);
    const labels =
      type && graph.scoped('labels', () => placeholder(graph, type.dtype, [null, ...type.shape]));
    const feeds: Batch['feeds'] = labels === null ? { images } : { images, labels };
    return { feeds, images, stored: labels, ...prepareBatch(graph, images, labels, preparation) };
  });
}

/** The labels of a batch that a target is compared with. */
export function labelsOf(
  { labels }: Pick<Batch, 'labels'>,
  target: Pick<TrainedTarget, 'kind' | 'column'>,
): Value {
  const found = labels.get(labelsKey(target));
  if (found === undefined) throw new Error(`there are no labels ${labelsKey(target)}`);
  return found;
}

/** How a split's labels are stored; null: they are not. Of several targets, those that are labels have the same ones; numbers and second images beside the examples lie among them. */
export function labelTypeOf(
  { targets = [ONE_CLASS], numbers, seconds = [] }: Pick<Preparation, 'targets' | 'numbers' | 'seconds'>,
  exampleShape: readonly number[],
): LabelType | null {
  const [second] = seconds;
  const beside = numbers?.of ?? second?.column?.of ?? second?.description;
  if (beside !== undefined) return labelKindOf(beside).storage(beside, exampleShape);
  for (const target of targets) {
    const type = labelTypeOfTarget(target, exampleShape);
    if (type !== null) return type;
  }
  return null;
}

/** Examples and labels, both changed in the same way where labels are places of an image. */
function prepareBatch(
  graph: OpGraph,
  images: Value,
  stored: Value | null,
  preparation: Preparation,
): Pick<StoredBatch, 'unit' | 'examples' | 'numbers' | 'seconds' | 'storedImages' | 'labels' | 'mixed'> {
  const { targets = [ONE_CLASS], inputShape, seconds = [] } = preparation;
  const placed = placedLabels(graph, images, stored, [...targets, ...seconds.map(asTarget)]);
  const prepared = prepareImages(graph, images, preparation, [...placed.values()]);
  const moved = new Map([...placed.keys()].map((key, at) => [key, prepared.places[at]]));
  const { rows = 1 } = preparation;
  const first = (values: Value) => (rows === 1 ? values : (membersOf(graph, values, rows)[0] ?? values));
  const labels = new Map<string, Value>(
    targets.map((target) => {
      const { kind } = target;
      const places = moved.get(labelsKey(target));
      const all = places ?? stored;
      const rowsOfTarget = kind.tuple === undefined ? all && first(all) : all;
      const own = places === undefined ? columnOf(graph, rowsOfTarget, target) : rowsOfTarget;
      const ofTarget = kind.tuple === undefined ? own : own && reshape(graph, own, [null, rows]);
      const { description } = target;
      const storedLabels = { stored: ofTarget, input: () => first(prepared.sized), inputShape, description };
      return [labelsKey(target), kind.prepareLabels(graph, storedLabels)];
    }),
  );
  const { unit, examples } = prepared;
  const { augmentation } = preparation;
  const numbers = numbersIn(graph, stored, preparation);
  const taken = secondsIn(graph, preparation, moved);
  const batch = { examples, labels, ...(numbers && { numbers }), ...(taken.size > 0 && { seconds: taken }) };
  const storedImages = new Map([...placed].map(([key, labels]) => [key, labels.stored] as const));
  if (augmentation?.mixing === undefined || !isMixing(augmentation.mixing))
    return { unit, storedImages, ...batch };
  return {
    unit,
    storedImages,
    ...batch,
    ...mixExamples(graph, batch, augmentation.mixing, augmentation.seed),
  };
}

/** Labels that are places of the images, by their keys: each once, whichever outputs learn them. */
function placedLabels(
  graph: OpGraph,
  images: Value,
  stored: Value | null,
  targets: readonly TrainedTarget[],
): ReadonlyMap<string, PlacedLabels> {
  const placed = new Map<string, PlacedLabels>();
  for (const target of targets) {
    const outside = target.kind.placesOutside?.(target.description);
    const scale = target.kind.pixelScale?.(target.description);
    const key = labelsKey(target);
    if (stored === null || placed.has(key)) continue;
    const isPlaced = scale !== undefined || outside !== undefined;
    if (isPlaced) {
      const own = imagesOf(graph, stored, target, images);
      placed.set(key, { stored: own, outside: outside ?? 0, ...(scale !== undefined && { scale }) });
    }
  }
  return placed;
}

/** The numbers beside the examples, out of the rows of labels; null where the network takes none. */
function numbersIn(graph: OpGraph, rows: Value | null, { numbers }: Preparation): Value | null {
  return numbers === undefined || rows === null ? null : valuesOf(graph, rows, numbers);
}

/** A second image that an input takes, as the target that it could be: both are augmented once. */
function asTarget({ description, column }: SecondImage): TrainedTarget {
  return { ...ONE_CLASS, kind: secondImage, description, ...(column && { column }) };
}

/** What tells the second images of inputs apart, as `labelsKey` does. */
export function secondKey(second: SecondImage): string {
  return labelsKey(asTarget(second));
}

/** The second images that inputs take, by the paths of the inputs. @param moved labels augmented with the images, by their keys */
function secondsIn(
  graph: OpGraph,
  { seconds = [], normalization }: Preparation,
  moved: ReadonlyMap<string, Value | undefined>,
): ReadonlyMap<string, Value> {
  return new Map(
    seconds.flatMap((second) => {
      const value = moved.get(secondKey(second));
      return value === undefined
        ? []
        : [[second.path, prepareSecond(graph, value, second.shape, normalization)] as const];
    }),
  );
}
