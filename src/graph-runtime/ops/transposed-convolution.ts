import { attr } from './attributes';
import { concat, slice } from './slicing';
import { integers } from './constant';
import type { GradientRules } from './gradient-rule';
import { inputOf, type OpGraph, staticSize, type Value } from './op-graph';
import { cast, shapeOf } from './shape';
import { windowAttributes } from './window';

export interface TransposedConvolutionOptions {
  readonly strides: readonly [number, number];
  /** Rows and columns that are cut off: above, below, left and right of all that the kernels reach. */
  readonly crop: readonly [top: number, bottom: number, left: number, right: number];
  /** Rows and columns of zeros beyond that reach, below and to the right; each smaller than its stride. */
  readonly extra: readonly [number, number];
}

/**
 * Transposed convolution: each value of x puts its kernels, `stride` cells apart, onto the output, where they add up. It is the gradient of
 * a convolution with regard to its image, and TensorFlow computes it so.
 *
 * @param x `[batch, height, width, channels]`
 * @param kernel `[kernel height, kernel width, filters, channels]`
 * @returns `[batch, (height - 1) * stride + kernel height + extra - crop, ..., filters]`
 */
export function conv2dTranspose(
  graph: OpGraph,
  x: Value,
  kernel: Value,
  { strides, crop, extra }: TransposedConvolutionOptions,
): Value {
  const [top, bottom, left, right] = crop;
  const reach = (axis: 0 | 1) =>
    (staticSize(x, axis + 1) - 1) * strides[axis] + staticSize(kernel, axis) + extra[axis];
  const [height, width] = [reach(0), reach(1)];
  const filters = staticSize(kernel, 2);
  const batch = slice(graph, shapeOf(graph, x), [0], [1]);
  const sizes = concat(graph, [batch, integers(graph, [height, width, filters])], 0);
  const attributes = {
    T: attr.type(graph.productType),
    ...windowAttributes({ strides, padding: 'VALID' }),
    dilations: attr.ints([1, 1, 1, 1]),
    use_cudnn_on_gpu: attr.bool(true),
  };
  const [weights, values] = [cast(graph, kernel, graph.productType), cast(graph, x, graph.productType)];
  const shape = [x.shape[0] ?? null, height, width, filters];
  const inputs = [sizes, weights, values];
  const whole = graph.value('Conv2DBackpropInput', inputs, attributes, graph.productType, shape);
  const y = cast(graph, whole, x.dtype);
  if (crop.every((cells) => cells === 0)) return y;
  return slice(graph, y, [0, top, left, 0], [null, height - top - bottom, width - left - right, filters]);
}

export const transposedConvolutionGradients: GradientRules = {
  // A convolution of the gradient; its kernels meet the gradient where they met the output.
  Conv2DBackpropInput: ({ graph, op, gradient, needs }) => {
    const kernel = inputOf(op, 1);
    const x = inputOf(op, 2);
    const kernelSizes = kernel.shape.map((_, axis) => staticSize(kernel, axis));
    const ofKernel = () =>
      graph.value(
        'Conv2DBackpropFilter',
        [gradient, integers(graph, kernelSizes), x],
        op.attributes,
        kernel.dtype,
        kernel.shape,
      );
    const ofValues = () => graph.value('Conv2D', [gradient, kernel], op.attributes, x.dtype, x.shape);
    return [null, needs(1) ? ofKernel() : null, needs(2) ? ofValues() : null];
  },
};
