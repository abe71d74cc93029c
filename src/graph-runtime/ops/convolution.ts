import { attr } from './attributes';
import { integers } from './constant';
import type { GradientRule, GradientRules } from './gradient-rule';
import { inputOf, type OpGraph, staticSize, type Value } from './op-graph';
import { cast, reshape, shapeOf } from './shape';
import { concat, pad, stridedSlice } from './slicing';
import { isSmallMap, smallMapConvolution } from './small-map-convolution';
import { batchToSpace, spaceToBatch } from './space-to-batch';
import {
  type ExplicitPadding,
  explicitPadding,
  type WindowOptions,
  type WindowPadding,
  windowAttributes,
  windowOutputSize,
} from './window';
import { winogradConvolution, winogradTile } from './winograd-convolution';

export interface ConvolutionOptions extends WindowOptions {
  /** Distance between the kernel's taps, `[height, width]`; 1 is a dense kernel. */
  readonly dilations?: readonly [number, number];
}

/**
 * Two-dimensional convolution (cross-correlation, as every framework has it).
 *
 * @param x `[batch, height, width, channels]`
 * @param kernel `[kernel height, kernel width, channels / groups, filters]`; fewer input channels than `x` has means that many
 *   groups, each with its own channels and filters.
 * @returns `[batch, output height, output width, filters]`
 */
export function conv2d(graph: OpGraph, x: Value, kernel: Value, options: ConvolutionOptions): Value {
  if (isDilated(options)) {
    return dilated(graph, x, kernel, options, (input, dense) => conv2d(graph, input, kernel, dense));
  }
  const padding = explicitPadding(options.padding, imageSize(x), imageSize(kernel, 0), options.strides);
  const explicit = { strides: options.strides, padding };
  if (!graph.isForCard) {
    const tile = winogradTile(graph, x, kernel, explicit);
    if (tile !== null) return winogradConvolution(graph, x, kernel, { padding, tile });
    if (isSmallMap(x, kernel, explicit)) return smallMapConvolution(graph, x, kernel, explicit);
  }
  if (isExplicit(options.padding))
    return conv2d(graph, padded(graph, x, options.padding), kernel, unpadded(options));
  if (staticSize(x, 3) !== staticSize(kernel, 2) && !hasGroups(graph)) {
    return groupByGroup(graph, x, kernel, options);
  }
  const [height, width] = windowOutputSize(imageSize(x), imageSize(kernel, 0), options);
  const attributes = {
    T: attr.type(graph.productType),
    ...windowAttributes(options),
    dilations: attr.ints([1, 1, 1, 1]),
    use_cudnn_on_gpu: attr.bool(true),
  };
  const shape = [x.shape[0] ?? null, height, width, staticSize(kernel, 3)];
  const factors = [x, kernel].map((factor) => cast(graph, factor, graph.productType));
  return cast(graph, graph.value('Conv2D', factors, attributes, graph.productType, shape), x.dtype);
}

/**
 * Convolution of each channel with its own kernels.
 *
 * @param x `[batch, height, width, channels]`
 * @param kernel `[kernel height, kernel width, channels, multiplier]`
 * @returns `[batch, output height, output width, channels * multiplier]`
 */
export function depthwiseConv2d(graph: OpGraph, x: Value, kernel: Value, options: ConvolutionOptions): Value {
  if (isDilated(options)) {
    return dilated(graph, x, kernel, options, (input, dense) => depthwiseConv2d(graph, input, kernel, dense));
  }
  if (isExplicit(options.padding)) {
    return depthwiseConv2d(graph, padded(graph, x, options.padding), kernel, unpadded(options));
  }
  const channels = staticSize(kernel, 2);
  const filters = channels * staticSize(kernel, 3);
  if (options.strides[0] !== options.strides[1]) {
    // The native op wants one stride for both axes.
    if (!hasGroups(graph)) return thinned(graph, x, kernel, options);
    // A convolution with as many groups as channels is the same.
    const [kernelHeight, kernelWidth] = imageSize(kernel, 0);
    return conv2d(graph, x, reshape(graph, kernel, [kernelHeight, kernelWidth, 1, filters]), options);
  }
  const [height, width] = windowOutputSize(imageSize(x), imageSize(kernel, 0), options);
  const attributes = {
    T: attr.type(x.dtype),
    ...windowAttributes(options),
    dilations: attr.ints([1, 1, 1, 1]),
  };
  const shape = [x.shape[0] ?? null, height, width, filters];
  return graph.value('DepthwiseConv2dNative', [x, kernel], attributes, x.dtype, shape);
}

/** Whether the engine has grouped convolutions, in the precision that the graph multiplies with. */
function hasGroups(graph: OpGraph): boolean {
  return graph.capabilities.has(graph.productType === 'bfloat16' ? 'groupedBfloat16' : 'groupedConvolution');
}

/**
 * A grouped convolution without one: as many convolutions as there are groups, or a depthwise one where each group is a channel. Without
 * oneDNN, TensorFlow has no gradient of a grouped convolution on the CPU, and cannot join its forward pass with a bias.
 */
function groupByGroup(graph: OpGraph, x: Value, kernel: Value, options: ConvolutionOptions): Value {
  const [channels, perGroup, filters] = [staticSize(x, 3), staticSize(kernel, 2), staticSize(kernel, 3)];
  const groups = channels / perGroup;
  if (perGroup === 1) {
    // Both count a group's filters side by side.
    const ofChannels = reshape(graph, kernel, [...imageSize(kernel, 0), channels, filters / channels]);
    return depthwiseConv2d(graph, x, ofChannels, options);
  }
  const part = (value: Value, size: number, group: number) =>
    stridedSlice(graph, value, [0, 0, 0, group * size], [null, null, null, (group + 1) * size], [1, 1, 1, 1]);
  const outputs = Array.from({ length: groups }, (_, group) =>
    conv2d(graph, part(x, perGroup, group), part(kernel, filters / groups, group), options),
  );
  return concat(graph, outputs, 3);
}

/** A depthwise convolution with different strides as one with stride 1, of whose positions only some are kept. */
function thinned(graph: OpGraph, x: Value, kernel: Value, options: ConvolutionOptions): Value {
  const { strides } = options;
  const padding = explicitPadding(options.padding, imageSize(x), imageSize(kernel, 0), strides);
  const everywhere = depthwiseConv2d(graph, x, kernel, { strides: [1, 1], padding });
  return everyNth(graph, everywhere, strides);
}

function everyNth(graph: OpGraph, x: Value, [down, across]: readonly [number, number]): Value {
  if (down === 1 && across === 1) return x;
  return stridedSlice(graph, x, [0, 0, 0, 0], [null, null, null, null], [1, down, across, 1]);
}

/**
 * Explicit padding is its own op, although the convolutions take it as an attribute: on the CPU only `SAME` and `VALID`
 * run on oneDNN's kernels, two to four times as fast, and grouped convolutions have no gradient without them. It is also what
 * keeps the process alive: the graph optimizer (2.21) joins a depthwise convolution with its bias, forgets the attribute and aborts.
 */
function isExplicit(padding: WindowPadding): padding is ExplicitPadding {
  return typeof padding !== 'string' && padding.some((cells) => cells > 0);
}

function padded(graph: OpGraph, x: Value, [top, bottom, left, right]: ExplicitPadding): Value {
  return pad(graph, x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
}

function unpadded(options: ConvolutionOptions): ConvolutionOptions {
  return { ...options, padding: 'VALID' };
}

function isDilated(options: ConvolutionOptions): boolean {
  return options.dilations !== undefined && (options.dilations[0] > 1 || options.dilations[1] > 1);
}

function imageSize(value: Value, firstAxis = 1): [number, number] {
  return [staticSize(value, firstAxis), staticSize(value, firstAxis + 1)];
}

/**
 * A dilated convolution out of a dense one: taking every d-th row and column of the padded image gives d * d smaller images
 * (space to batch); on each the dilated kernel is a dense one; then they are put together again. The CPU kernels have no
 * filter gradient of a dilated convolution, and without oneDNN the depthwise one ignores dilation: this way works everywhere.
 * (The rewrite TensorFlow's own `tf.nn.atrous_conv2d` uses.) With a stride, the output is thinned afterwards.
 */
function dilated(
  graph: OpGraph,
  x: Value,
  kernel: Value,
  options: ConvolutionOptions,
  convolve: (input: Value, dense: WindowOptions) => Value,
): Value {
  const { strides, dilations = [1, 1] } = options;
  const size = imageSize(x);
  const taps = imageSize(kernel, 0);
  const window: [number, number] = [(taps[0] - 1) * dilations[0] + 1, (taps[1] - 1) * dilations[1] + 1];
  const [top, bottom, left, right] = explicitPadding(options.padding, size, window, strides);
  // The padded image must divide by the dilation; what is added for that is cropped again.
  const extraRows = modulo(-(size[0] + top + bottom), dilations[0]);
  const extraColumns = modulo(-(size[1] + left + right), dilations[1]);
  const batched = spaceToBatch(graph, x, dilations, [top, bottom + extraRows, left, right + extraColumns]);
  const convolved = convolve(batched, { strides: [1, 1], padding: 'VALID' });
  const dense = batchToSpace(graph, convolved, dilations, [0, extraRows, 0, extraColumns]);
  return everyNth(graph, dense, strides);
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/**
 * Both kinds of convolution have a native op for either gradient; only the names differ. The kernel's comes first: both fill all cores, so
 * side by side they are no faster, but what each needs for a moment would be there at once.
 */
function convolutionRule(backpropInput: string, backpropFilter: string): GradientRule {
  return ({ graph, op, gradient, needs }) => {
    const x = inputOf(op, 0);
    const kernel = inputOf(op, 1);
    const kernelSizes = kernel.shape.map((_, axis) => staticSize(kernel, axis));
    const ofKernel = needs(1)
      ? graph.value(
          backpropFilter,
          [x, integers(graph, kernelSizes), gradient],
          op.attributes,
          kernel.dtype,
          kernel.shape,
        )
      : null;
    const before = ofKernel === null ? [] : [ofKernel.op];
    const ofImage = needs(0)
      ? graph.value(
          backpropInput,
          [shapeOf(graph, x), kernel, gradient],
          op.attributes,
          x.dtype,
          x.shape,
          before,
        )
      : null;
    return [ofImage, ofKernel];
  };
}

export const convolutionGradients: GradientRules = {
  Conv2D: convolutionRule('Conv2DBackpropInput', 'Conv2DBackpropFilter'),
  DepthwiseConv2dNative: convolutionRule(
    'DepthwiseConv2dNativeBackpropInput',
    'DepthwiseConv2dNativeBackpropFilter',
  ),
};
