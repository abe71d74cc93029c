import { labelSize } from '../datasets/labels/label-kind';
import { NUMBER_BYTES, placeOfImage } from '../datasets/labels/row-layout';
import {
  labelKindOf,
  type LabelColumn,
  layoutWithImages,
  storedValueCount,
  type TargetDescription,
} from '../datasets/target-description';
import type { OpGraph, Value } from '../ops/op-graph';
import { bitcast, cast, reshape } from '../ops/shape';
import { slice, split } from '../ops/slicing';
import type { TrainedTarget } from '../targets/target-kind';

/** The stored labels of a target that is no mask or second image: its column, where there are several, as a data set with this one label stores it. */
export function columnOf(
  graph: OpGraph,
  stored: Value | null,
  { column, kind }: Pick<TrainedTarget, 'kind' | 'column'>,
): Value | null {
  if (stored === null || column === undefined) return stored;
  const values = valuesOf(graph, stored, column);
  return kind.labels === 'class' ? reshape(graph, cast(graph, values, 'int32'), [null]) : values;
}

/** The values of a column of the rows of labels, float32 `[batch, values]`. */
export function valuesOf(graph: OpGraph, rows: Value, { at, values, of }: LabelColumn): Value {
  const after = storedValueCount(of) - at - values;
  // A split takes no lengths of 0.
  const lengths = [at, values, after].filter((length) => length > 0);
  const numbers = numbersOf(graph, rows, of);
  return split(graph, numbers, lengths, 1)[at > 0 ? 1 : 0] ?? numbers;
}

/** Rows without the images that may be behind their numbers. */
function numbersOf(graph: OpGraph, rows: Value, of: LabelColumn['of']): Value {
  const layout = layoutWithImages(of);
  if (layout === null) return rows;
  const bytes = slice(graph, rows, [0, 0], [null, layout.numbers * NUMBER_BYTES]);
  return bitcast(graph, reshape(graph, bytes, [null, layout.numbers, NUMBER_BYTES]), 'float32');
}

/** A label that is a mask or a second image. */
export interface ImageLabel {
  /** What it is, without the labels beside it. */
  readonly description: TargetDescription;
  /** Absent: it is the only label. */
  readonly column?: LabelColumn | undefined;
}

/**
 * The masks or second images of a label: all that is stored, or one of the images in the rows of labels, as a data set with this one label
 * stores it.
 *
 * @param images stored ones, which the labels are as large as, or a whole number of times as large
 */
export function imagesOf(
  graph: OpGraph,
  stored: Value,
  { description, column }: ImageLabel,
  images: Value,
): Value {
  const layout = column === undefined ? null : layoutWithImages(column.of);
  if (layout === null || column?.image === undefined) return stored;
  const [, height, width] = images.shape;
  if (!height || !width) throw new Error('labels that are images are of images of known size');
  const type = labelKindOf(description).storage(description, [height, width]);
  if (type === null) throw new Error('labels that are images are stored');
  const [start] = placeOfImage(layout, height * width, column.image);
  const pixels = slice(graph, stored, [0, start], [null, labelSize(type)]);
  return reshape(graph, pixels, [null, ...type.shape]);
}
