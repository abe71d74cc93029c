import { attr } from './attributes';
import { constant, integers } from './constant';
import type { GradientRules } from './gradient-rule';
import { inputOf, type OpGraph, staticSize, type Value } from './op-graph';

/**
 * Moves blocks of `[height, width]` positions of a padded image into the batch axis.
 *
 * @param padding `[top, bottom, left, right]`; the padded size must divide by the block.
 */
export function spaceToBatch(
  graph: OpGraph,
  x: Value,
  block: readonly [number, number],
  padding: readonly [number, number, number, number],
): Value {
  const height = (staticSize(x, 1) + padding[0] + padding[1]) / block[0];
  const width = (staticSize(x, 2) + padding[2] + padding[3]) / block[1];
  const inputs = [x, integers(graph, block), constant(graph, padding, [2, 2], 'int32')];
  return graph.value('SpaceToBatchND', inputs, padded(x), x.dtype, [null, height, width, staticSize(x, 3)]);
}

/** The inverse of `spaceToBatch`, cropping `[top, bottom, left, right]`. */
export function batchToSpace(
  graph: OpGraph,
  x: Value,
  block: readonly [number, number],
  crops: readonly [number, number, number, number],
): Value {
  const height = staticSize(x, 1) * block[0] - crops[0] - crops[1];
  const width = staticSize(x, 2) * block[1] - crops[2] - crops[3];
  const inputs = [x, integers(graph, block), constant(graph, crops, [2, 2], 'int32')];
  return graph.value('BatchToSpaceND', inputs, croppedBack(x), x.dtype, [
    null,
    height,
    width,
    staticSize(x, 3),
  ]);
}

const typesOf = ({ dtype }: Value) => ({ T: attr.type(dtype), Tblock_shape: attr.type('int32') });
const padded = (x: Value) => ({ ...typesOf(x), Tpaddings: attr.type('int32') });
const croppedBack = (x: Value) => ({ ...typesOf(x), Tcrops: attr.type('int32') });

/** Each undoes the other, also for gradients; what was padded is cropped and vice versa. */
export const spaceToBatchGradients: GradientRules = {
  SpaceToBatchND: ({ graph, op, gradient }) => {
    const inputs = [gradient, inputOf(op, 1), inputOf(op, 2)];
    const x = inputOf(op, 0);
    return [graph.value('BatchToSpaceND', inputs, croppedBack(gradient), x.dtype, x.shape), null, null];
  },
  BatchToSpaceND: ({ graph, op, gradient }) => {
    const inputs = [gradient, inputOf(op, 1), inputOf(op, 2)];
    const x = inputOf(op, 0);
    return [graph.value('SpaceToBatchND', inputs, padded(gradient), x.dtype, x.shape), null, null];
  },
};
