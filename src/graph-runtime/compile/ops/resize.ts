import { attr } from '../attributes';
import type { GradientRules } from '../gradient-rule';
import { inputOf, type OpGraph, staticSize, type Value } from '../op-graph';
import { integers } from './constant';

/**
 * Bilinear interpolation to `[height, width]`, pixel centres at half (as PyTorch with `align_corners=False` and no
 * antialiasing, and Keras). The result is float32, also from bytes.
 *
 * @param x `[batch, height, width, channels]`
 */
export function resizeBilinear(graph: OpGraph, x: Value, size: readonly [number, number]): Value {
  const attributes = {
    T: attr.type(x.dtype),
    align_corners: attr.bool(false),
    half_pixel_centers: attr.bool(true),
  };
  const shape = [x.shape[0] ?? null, size[0], size[1], staticSize(x, 3)];
  return graph.value('ResizeBilinear', [x, integers(graph, size)], attributes, 'float32', shape);
}

/** The value of the pixel whose area covers the new pixel's centre. */
export function resizeNearest(graph: OpGraph, x: Value, size: readonly [number, number]): Value {
  const attributes = {
    T: attr.type(x.dtype),
    align_corners: attr.bool(false),
    half_pixel_centers: attr.bool(true),
  };
  const shape = [x.shape[0] ?? null, size[0], size[1], staticSize(x, 3)];
  return graph.value('ResizeNearestNeighbor', [x, integers(graph, size)], attributes, x.dtype, shape);
}

export const resizeGradients: GradientRules = {
  ResizeBilinear: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    return [graph.value('ResizeBilinearGrad', [gradient, x], op.attributes, x.dtype, x.shape), null];
  },
  ResizeNearestNeighbor: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    const size = integers(graph, [staticSize(x, 1), staticSize(x, 2)]);
    return [
      graph.value('ResizeNearestNeighborGrad', [gradient, size], op.attributes, x.dtype, x.shape),
      null,
    ];
  },
};
