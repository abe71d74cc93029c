import { NUMBER_BYTES } from '../datasets/labels/row-layout';
import { type LabelColumn, layoutWithMasks, storedValueCount } from '../datasets/target-description';
import type { OpGraph, Value } from '../ops/op-graph';
import { bitcast, cast, reshape } from '../ops/shape';
import { slice, split } from '../ops/slicing';
import type { TrainedTarget } from '../targets/target-kind';

/** The stored labels of a target that is no mask: its column, where there are several, as a data set with this one label stores it. */
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

/** Rows without the masks that may be behind their numbers. */
function numbersOf(graph: OpGraph, rows: Value, of: LabelColumn['of']): Value {
  const layout = layoutWithMasks(of);
  if (layout === null) return rows;
  const bytes = slice(graph, rows, [0, 0], [null, layout.numbers * NUMBER_BYTES]);
  return bitcast(graph, reshape(graph, bytes, [null, layout.numbers, NUMBER_BYTES]), 'float32');
}

/**
 * The masks of a target: all that is stored, or one of the masks in the rows of labels, uint8 `[batch, height, width]`.
 *
 * @param images stored ones, which the masks are as large as
 */
export function masksOf(
  graph: OpGraph,
  stored: Value,
  { column }: Pick<TrainedTarget, 'column'>,
  images: Value,
): Value {
  const layout = column === undefined ? null : layoutWithMasks(column.of);
  if (layout === null || column?.mask === undefined) return stored;
  const [, height, width] = images.shape;
  if (!height || !width) throw new Error('masks are of images of known size');
  const start = layout.numbers * NUMBER_BYTES + column.mask * height * width;
  const pixels = slice(graph, stored, [0, start], [null, height * width]);
  return reshape(graph, pixels, [null, height, width]);
}
