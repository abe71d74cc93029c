import type { BuiltNode } from '../network/built-node';
import { changeOf } from '../network/input-changes';
import { CannotMap } from '../network/network-builder';
import { changed, combined, filled, reshaped, type SourceTensor } from '../network/weight-values';
import type { OnnxOperation } from './operation';
import { type Activation, type ConstantValue, dimsOf, inOrderHere } from './values';

/** A number for all values, or a tensor with one for each channel (of a vector: each value), in the order that the network has. */
export type Factor = number | SourceTensor;

/** `scale · x + offset`. */
export interface Affine {
  readonly scale: Factor;
  readonly offset: Factor;
}

/** Has a constant change what comes in: in the settings, in the layer before, or by its own layer. */
export function applyAffine(operation: OnnxOperation, at: number, { scale, offset }: Affine): Activation {
  const x = operation.activation(at);
  const isOnly = operation.isOnlyUse(at);
  if (scale === 1 && offset === 0) return operation.passed('identity', at);
  if (isOnly && foldIntoInput(operation, x, { scale, offset })) return operation.passed(changeOf(x.node), at);
  if (isOnly && foldIntoLayer(x, { scale, offset })) return operation.passed('into-layer', at);
  return { ...layerFor(operation, x, { scale, offset }), order: x.order };
}

/** A constant as numbers for the channels of a value. @throws CannotMap when it differs along other axes */
export function factorOf(constant: ConstantValue, x: Activation): Factor {
  const count = constant.shape.reduce((product, size) => product * size, 1);
  if (count === 1) return constant.values()[0] ?? 0;
  const dims = dimsOf(x);
  const channels = x.node.shape.at(-1) ?? 1;
  // Axes are aligned at their ends; those that the constant has not are repeated.
  const before = dims.length - constant.shape.length;
  const varying = constant.shape.flatMap((size, axis) => (size === 1 ? [] : [before + axis]));
  const [axis, ...others] = varying;
  const isOfChannels = axis !== undefined && x.axes[axis] === x.node.shape.length - 1 && count === channels;
  if (others.length > 0 || !isOfChannels) throw new CannotMap('shape', constant.shape.join(' × '));
  return inOrderHere(reshaped(constant, [channels]), 0, x.order);
}

/** How images are normalized is a setting here. */
function foldIntoInput(operation: OnnxOperation, { node }: Activation, { scale, offset }: Affine): boolean {
  if (node.type !== 'input') return false;
  const change = { scale: numbersOf(scale), offset: numbersOf(offset) };
  return operation.state.inputChanges.add(node, change);
}

function numbersOf(factor: Factor): readonly number[] {
  return typeof factor === 'number' ? [factor] : Array.from(factor.values());
}

/** Caffe2 writes the scale and shift of a batch normalization as operations of their own; TensorFlow the bias of a convolution. */
function foldIntoLayer({ node }: Activation, { scale, offset }: Affine): boolean {
  const { weights, parameters, type } = node;
  if (type === 'batchNormalization') {
    const channels = [node.shape.at(-1) ?? 1];
    const gamma = weights.get('gamma') ?? filled('', channels, 1);
    const beta = weights.get('beta') ?? filled('', channels, 0);
    weights.set('gamma', times(gamma, scale));
    weights.set('beta', plus(times(beta, scale), offset));
    delete parameters.scale;
    delete parameters.center;
    return true;
  }
  const isLinear = ['conv2d', 'depthwiseConv2d', 'conv2dTranspose', 'dense'].includes(type);
  if (isLinear && scale === 1) {
    const channels = node.shape.at(-1) ?? 1;
    const bias = weights.get('bias');
    const added = typeof offset === 'number' ? filled('', [channels], offset) : offset;
    weights.set('bias', bias === undefined ? added : plus(bias, added));
    delete parameters.useBias;
    return true;
  }
  if (type === 'multiHeadAttention' && scale === 1) {
    addOutputBias(node, offset);
    return true;
  }
  return false;
}

/** The term behind an attention is the bias of its last projection; the layer has one for each or none. */
function addOutputBias({ weights, parameters, shape }: BuiltNode, offset: Factor): void {
  const features = shape.at(-1) ?? 1;
  for (const name of ['queryBias', 'keyBias', 'valueBias']) {
    if (!weights.has(name)) weights.set(name, filled('', [features], 0));
  }
  const added = typeof offset === 'number' ? filled('', [features], offset) : offset;
  const present = weights.get('outputBias');
  // The zeros that stand for a bias have no name in the file.
  weights.set('outputBias', present === undefined || present.name === '' ? added : plus(present, added));
  delete parameters.useBias;
}

function layerFor(operation: OnnxOperation, x: Activation, { scale, offset }: Affine): Activation {
  const inputs = [x];
  if (typeof scale === 'number' && typeof offset === 'number') {
    return operation.layer(
      'rescaling',
      { inputs, parameters: { scale, ...(offset !== 0 && { offset }) } },
      x.axes,
    );
  }
  if (offset === 0 && typeof scale === 'object') {
    return operation.layer('layerScale', { inputs, weights: { gamma: scale } }, x.axes);
  }
  const channels = x.node.shape.at(-1) ?? 1;
  const all = (factor: Factor) =>
    typeof factor === 'number' ? filled(`${factor}`, [channels], factor) : factor;
  const [kernel, bias] = [reshaped(all(scale), [1, 1, channels, 1]), all(offset)];
  if (x.node.shape.length === 3) {
    const parameters = { kernelSize: [1, 1], useBias: true };
    return operation.layer('depthwiseConv2d', { inputs, parameters, weights: { kernel, bias } }, x.axes);
  }
  throw new CannotMap('shape', `${channels}`);
}

function times(tensor: SourceTensor, factor: Factor): SourceTensor {
  if (typeof factor === 'object') return combined(tensor, factor, (a, b) => a * b);
  return factor === 1 ? tensor : changed(tensor, (values) => values.map((value) => value * factor));
}

function plus(tensor: SourceTensor, term: Factor): SourceTensor {
  if (typeof term === 'object') return combined(tensor, term, (a, b) => a + b);
  return term === 0 ? tensor : changed(tensor, (values) => values.map((value) => value + term));
}
