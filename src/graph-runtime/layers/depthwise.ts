import type { OpGraph, Value } from '../compile/op-graph';
import { type ConvolutionOptions, depthwiseConv2d as depthwiseConv2dOp } from '../compile/ops/convolution';
import { biasAdd } from '../compile/ops/matmul';
import { pad } from '../compile/ops/slicing';

/**
 * A depthwise convolution and its bias, if it has one.
 *
 * TensorFlow's graph optimiser joins the two to one op and forgets explicit padding on the way, upon which the process ends
 * (seen with 2.21). So with a bias, such padding becomes an op of its own.
 *
 * @param x `[batch, height, width, channels]`
 * @param kernel `[kernelHeight, kernelWidth, channels, multiplier]`
 * @param bias `[channels * multiplier]`
 */
export function depthwiseWithBias(
  graph: OpGraph,
  x: Value,
  kernel: Value,
  options: ConvolutionOptions,
  bias: Value | null,
): Value {
  if (bias === null) return depthwiseConv2dOp(graph, x, kernel, options);
  const { padding } = options;
  if (typeof padding === 'string') return biasAdd(graph, depthwiseConv2dOp(graph, x, kernel, options), bias);
  const [top, bottom, left, right] = padding;
  const padded = pad(graph, x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
  return biasAdd(graph, depthwiseConv2dOp(graph, padded, kernel, { ...options, padding: 'VALID' }), bias);
}
