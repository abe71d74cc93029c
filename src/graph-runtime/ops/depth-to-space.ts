import { attr, attributeOf } from './attributes';
import type { GradientRules } from './gradient-rule';
import { type OpGraph, staticSize, type Value } from './op-graph';

/**
 * Channels as blocks of `block` x `block` positions: `[batch, height, width, block * block * channels]` to
 * `[batch, height * block, width * block, channels]`. The channels of a position of the block lie together (TensorFlow's order).
 */
export function depthToSpace(graph: OpGraph, x: Value, block: number): Value {
  const shape = [
    x.shape[0] ?? null,
    staticSize(x, 1) * block,
    staticSize(x, 2) * block,
    staticSize(x, 3) / (block * block),
  ];
  return graph.value('DepthToSpace', [x], attributesOf(x, block), x.dtype, shape);
}

/** The inverse of `depthToSpace`. */
export function spaceToDepth(graph: OpGraph, x: Value, block: number): Value {
  const shape = [
    x.shape[0] ?? null,
    staticSize(x, 1) / block,
    staticSize(x, 2) / block,
    staticSize(x, 3) * block * block,
  ];
  return graph.value('SpaceToDepth', [x], attributesOf(x, block), x.dtype, shape);
}

function attributesOf(x: Value, block: number) {
  return { T: attr.type(x.dtype), block_size: attr.int(block), data_format: attr.string('NHWC') };
}

/** Each undoes the other, also for gradients. */
export const depthToSpaceGradients: GradientRules = {
  DepthToSpace: ({ graph, op, gradient }) => [
    spaceToDepth(graph, gradient, attributeOf(op, 'block_size', 'int')),
  ],
  SpaceToDepth: ({ graph, op, gradient }) => [
    depthToSpace(graph, gradient, attributeOf(op, 'block_size', 'int')),
  ],
};
