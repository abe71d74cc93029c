import { attr } from './attributes';
import { constant, integers } from './constant';
import { divide } from './elementwise';
import type { GradientRules } from './gradient-rule';
import { inputOf, type OpGraph, staticSize, type Value } from './op-graph';
import { cast } from './shape';
import { slice } from './slicing';

/**
 * Bilinear interpolation to `[height, width]`, pixel centers at half (as PyTorch with `align_corners=False` and no
 * antialiasing, and Keras). The result is float32, also from bytes.
 *
 * @param x `[batch, height, width, channels]`
 */
export function resizeBilinear(graph: OpGraph, x: Value, size: readonly [number, number]): Value {
  return resized(graph, 'ResizeBilinear', x, size, 'float32');
}

/**
 * As `resizeBilinear`, but where the image shrinks, each new pixel is a mean over all the old ones it covers (as PyTorch with
 * `antialias=True`, and Pillow). Images of any size, float32. Not differentiated.
 */
export function resizeAntialiased(graph: OpGraph, x: Value, size: readonly [number, number]): Value {
  const channels = staticSize(x, 3);
  const attributes = {
    T: attr.type('float32'),
    kernel_type: attr.string('triangle'),
    antialias: attr.bool(true),
  };
  const shape = { T: attr.type(x.dtype), out_type: attr.type('int32') };
  const sizes = slice(graph, graph.value('Shape', [x], shape, 'int32', [4]), [1], [2]);
  const target = integers(graph, size);
  const scale = divide(graph, cast(graph, target, 'float32'), cast(graph, sizes, 'float32'));
  const translation = constant(graph, [0, 0], [2]);
  return graph.value('ScaleAndTranslate', [x, target, scale, translation], attributes, 'float32', [
    x.shape[0] ?? null,
    size[0],
    size[1],
    channels,
  ]);
}

/** The value of the pixel whose area covers the new pixel's center. */
export function resizeNearest(graph: OpGraph, x: Value, size: readonly [number, number]): Value {
  return resized(graph, 'ResizeNearestNeighbor', x, size, x.dtype);
}

/** Pixel centers lie at half, not at the corners. */
function resized(
  graph: OpGraph,
  op: 'ResizeBilinear' | 'ResizeNearestNeighbor',
  x: Value,
  size: readonly [number, number],
  dtype: Value['dtype'],
): Value {
  const attributes = {
    T: attr.type(x.dtype),
    align_corners: attr.bool(false),
    half_pixel_centers: attr.bool(true),
  };
  const shape = [x.shape[0] ?? null, size[0], size[1], staticSize(x, 3)];
  return graph.value(op, [x, integers(graph, size)], attributes, dtype, shape);
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
