import type { PaddingParameter } from '../../../../layers/parameter';
import { CannotMap } from '../../network/network-builder';
import { reshaped, transposed } from '../../network/weight-values';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { isSequence, sequenceConvolution, sequenceTransposedConvolution } from './sequence';
import { paddingOf, pairOf, windowOf } from '../window';

/** `Conv` with two spatial axes, or one: a convolution, or a depthwise one where each channel is a group. */
export const convolution: OnnxRule = {
  operators: ['Conv'],
  map(operation) {
    if (isSequence(operation)) return sequenceConvolution(operation);
    const x = operation.image(0);
    const kernel = operation.constant(1);
    const [outputs = 0, perGroup = 0, height = 0, width = 0] = kernel.shape;
    if (kernel.shape.length !== 4) throw new CannotMap('axes', `${kernel.shape.length}`);
    const channels = x.node.shape[2] ?? 0;
    const groups = operation.number('group', 1);
    if (perGroup * groups !== channels) throw new CannotMap('shape', `${perGroup} × ${groups}, ${channels}`);
    const window = windowOf(operation, [height, width], x.node.shape);
    const bias = operation.optionalConstant(2);
    const parameters = { ...window, useBias: bias !== null };
    const multiple = outputs / channels;
    if (groups > 1 && groups === channels && Number.isInteger(multiple)) {
      const filters = reshaped(kernel, [channels, multiple, height, width]);
      return operation.layer('depthwiseConv2d', {
        inputs: [x],
        parameters: { ...parameters, depthMultiplier: multiple },
        weights: { kernel: transposed(filters, [2, 3, 0, 1]), ...(bias !== null && { bias }) },
      });
    }
    return operation.layer('conv2d', {
      inputs: [x],
      parameters: { ...parameters, filters: outputs, groups },
      weights: { kernel: transposed(kernel, [2, 3, 1, 0]), ...(bias !== null && { bias }) },
    });
  },
};

/** `ConvTranspose` with two spatial axes, or one. */
export const transposedConvolution: OnnxRule = {
  operators: ['ConvTranspose'],
  map(operation) {
    if (isSequence(operation)) return sequenceTransposedConvolution(operation);
    const x = operation.image(0);
    const kernel = operation.constant(1);
    const [, filters = 0, height = 0, width = 0] = kernel.shape;
    if (kernel.shape.length !== 4) throw new CannotMap('axes', `${kernel.shape.length}`);
    if (operation.number('group', 1) !== 1) throw new CannotMap('attributes', 'group');
    if (operation.has('output_shape')) throw new CannotMap('attributes', 'output_shape');
    if ((operation.numbers('dilations') ?? []).some((step) => step !== 1)) {
      throw new CannotMap('attributes', 'dilations');
    }
    const bias = operation.optionalConstant(2);
    return operation.layer('conv2dTranspose', {
      inputs: [x],
      parameters: {
        filters,
        kernelSize: [height, width],
        strides: pairOf(operation.numbers('strides'), 1),
        padding: transposedPadding(operation),
        outputPadding: pairOf(operation.numbers('output_padding'), 0),
        useBias: bias !== null,
      },
      weights: { kernel: transposed(kernel, [2, 3, 1, 0]), ...(bias !== null && { bias }) },
    });
  },
};

/** `valid` would make room for a stride that is larger than the kernel, as Keras does; a number does not. */
function transposedPadding(operation: OnnxOperation): PaddingParameter {
  const name = operation.text('auto_pad', 'NOTSET');
  if (name !== 'NOTSET' && name !== 'VALID') throw new CannotMap('attributes', `auto_pad ${name}`);
  const padding = paddingOf(operation.numbers('pads'));
  return padding === 'valid' ? 0 : padding;
}
