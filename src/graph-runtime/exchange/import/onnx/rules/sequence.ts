import { transposedSequence } from '../../../../layers/conv1d-transpose';
import { type SequenceWindow, sequenceWindow } from '../../../../layers/one-dimension';
import { CannotMap, type GivenParameters } from '../../network/network-builder';
import { type SourceTensor, transposed } from '../../network/weight-values';
import type { OnnxOperation } from '../operation';
import { type Activation, activationOf } from '../values';

/*
 * Operators with one spatial axis: layers for sequences where these know the padding; else the layer for images, of one column. ONNX has the
 * channels before the positions, a sequence here behind them.
 */

const SEQUENCE_AXES = [1, 0];

/** Whether what comes in has one spatial axis. */
export function isSequence(operation: OnnxOperation): boolean {
  return operation.activation(0).node.shape.length === 2;
}

function sequenceAt(operation: OnnxOperation): Activation {
  return operation.arranged(operation.activation(0), SEQUENCE_AXES);
}

interface Given {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
}

function windowAt(operation: OnnxOperation, size: number, positions: number): Given {
  const [stride = 1] = operation.numbers('strides') ?? [];
  const [dilation = 1] = operation.numbers('dilations') ?? [];
  const [before = 0, after = 0] = operation.numbers('pads') ?? [];
  const given = { size, stride, dilation, before, after };
  const name = operation.text('auto_pad', 'NOTSET');
  if (name === 'NOTSET' || name === '') return given;
  if (name === 'VALID') return { ...given, before: 0, after: 0 };
  const { height } = sequenceWindow({ size, stride, dilation, padding: 'same' }, positions);
  const isUpper = name === 'SAME_UPPER';
  if (!isUpper && name !== 'SAME_LOWER') throw new CannotMap('attributes', `auto_pad ${name}`);
  const [first, second] = [height.before, height.after];
  return { ...given, before: isUpper ? first : second, after: isUpper ? second : first };
}

/** The name of the padding that adds as many positions; null where none does. */
function namedPaddingOf(given: Given, names: readonly string[], positions: number): string | null {
  const { before, after, ...window } = given;
  const isAlike = (padding: string) => {
    const settings: SequenceWindow = { ...window, padding };
    const { height } = sequenceWindow(settings, positions);
    return height.before === before && height.after === after;
  };
  return names.find(isAlike) ?? null;
}

/** `Conv` along a sequence. */
export function sequenceConvolution(operation: OnnxOperation): Activation {
  const x = sequenceAt(operation);
  const kernel = operation.constant(1);
  const [filters = 0, perGroup = 0, size = 0] = kernel.shape;
  const [positions = 1, channels = 1] = x.node.shape;
  const groups = operation.number('group', 1);
  if (kernel.shape.length !== 3) throw new CannotMap('axes', `${kernel.shape.length}`);
  if (perGroup * groups !== channels) throw new CannotMap('shape', `${perGroup} × ${groups}, ${channels}`);
  const given = windowAt(operation, size, positions);
  const bias = operation.optionalConstant(2);
  const shared = { filters, groups, useBias: bias !== null };
  const padding = namedPaddingOf(given, ['same', 'valid', 'causal'], positions);
  const weights = { kernel: transposed(kernel, [2, 1, 0]), ...(bias !== null && { bias }) };
  if (padding !== null) {
    const { stride, dilation } = given;
    const parameters = { ...shared, kernelSize: size, strides: stride, padding, dilationRate: dilation };
    return operation.layer('conv1d', { inputs: [x], parameters, weights }, SEQUENCE_AXES);
  }
  const parameters = {
    ...shared,
    ...columnWindow(given),
    kernelSize: [size, 1],
    dilationRate: [given.dilation, 1],
  };
  return asColumn(operation, x, 'conv2d', parameters, withColumn(weights));
}

/** `ConvTranspose` along a sequence. */
export function sequenceTransposedConvolution(operation: OnnxOperation): Activation {
  const x = sequenceAt(operation);
  const kernel = operation.constant(1);
  const [, filters = 0, size = 0] = kernel.shape;
  const [positions = 1] = x.node.shape;
  if (kernel.shape.length !== 3) throw new CannotMap('axes', `${kernel.shape.length}`);
  for (const name of ['output_shape', 'auto_pad']) {
    if (operation.has(name) && operation.text(name, 'NOTSET') !== 'NOTSET') {
      throw new CannotMap('attributes', name);
    }
  }
  const given = windowAt(operation, size, positions);
  if (operation.number('group', 1) !== 1) throw new CannotMap('attributes', 'group');
  if (given.dilation !== 1) throw new CannotMap('attributes', 'dilations');
  const [extra = 0] = operation.numbers('output_padding') ?? [];
  const bias = operation.optionalConstant(2);
  const shared = { filters, kernelSize: size, strides: given.stride, useBias: bias !== null };
  const weights = { kernel: transposed(kernel, [2, 1, 0]), ...(bias !== null && { bias }) };
  const padding = transposedPaddings(given, extra).find((one) => {
    const found = transposedSequence({ kernelSize: size, strides: given.stride, ...one }, positions);
    return found.before === given.before && found.after === given.after && found.extra === extra;
  });
  if (padding !== undefined) {
    const parameters = { ...shared, ...padding };
    return operation.layer('conv1dTranspose', { inputs: [x], parameters, weights }, SEQUENCE_AXES);
  }
  const parameters = {
    ...{ filters, useBias: bias !== null, kernelSize: [size, 1], outputPadding: [extra, 0] },
    ...columnWindow(given),
  };
  return asColumn(operation, x, 'conv2dTranspose', parameters, withColumn(weights));
}

function transposedPaddings({ before }: Given, extra: number) {
  return [
    { padding: 'number', crop: before, outputPadding: extra },
    { padding: 'same', crop: 0, outputPadding: 0 },
    { padding: 'same', crop: 0, outputPadding: extra },
    { padding: 'valid', crop: 0, outputPadding: extra },
    { padding: 'valid', crop: 0, outputPadding: 0 },
  ] as const;
}

/** `MaxPool` or `AveragePool` along a sequence. */
export function sequencePooling(operation: OnnxOperation, isAverage: boolean): Activation {
  const x = sequenceAt(operation);
  const [size = 1] = operation.numbers('kernel_shape') ?? [];
  const [positions = 1] = x.node.shape;
  const given = windowAt(operation, size, positions);
  if (given.dilation !== 1) throw new CannotMap('attributes', 'dilations');
  const ceilMode = operation.number('ceil_mode', 0) === 1;
  const countIncludePadding = operation.number('count_include_pad', 0) === 1;
  const isPadded = given.before + given.after > 0;
  const isPlain = !ceilMode && !(isAverage && countIncludePadding && isPadded);
  const padding = isPlain ? namedPaddingOf(given, ['valid', 'same'], positions) : null;
  const dimensions = isAverage ? 'averagePooling' : 'maxPooling';
  if (padding !== null) {
    const parameters = { poolSize: size, strides: given.stride, padding };
    return operation.layer(`${dimensions}1d`, { inputs: [x], parameters }, SEQUENCE_AXES);
  }
  const parameters = {
    ...{ poolSize: [size, 1], ceilMode },
    ...columnWindow(given),
    ...(isAverage && isPadded && { countIncludePadding }),
  };
  return asColumn(operation, x, `${dimensions}2d`, parameters, {});
}

/** One value a channel, whose axis of positions stays. */
export function globalSequencePooling(operation: OnnxOperation, isAverage: boolean): Activation {
  const parameters = { operation: isAverage ? 'avg' : 'max', axes: 'positions' };
  return operation.layer('reduce', { inputs: [sequenceAt(operation)], parameters }, SEQUENCE_AXES);
}

function columnWindow({ stride, before, after }: Given): GivenParameters {
  return { strides: [stride, 1], padding: before + after === 0 ? 0 : [before, after, 0, 0] };
}

/** From `[size, in, out]` to `[size, 1, in, out]`. */
function withColumn({ kernel, ...more }: { readonly kernel: SourceTensor; readonly bias?: SourceTensor }) {
  const [size = 1, ...rest] = kernel.shape;
  return { ...more, kernel: { ...kernel, shape: [size, 1, ...rest] } };
}

function asColumn(
  operation: OnnxOperation,
  x: Activation,
  type: string,
  parameters: GivenParameters,
  weights: Readonly<Record<string, SourceTensor>>,
): Activation {
  const [positions = 1, channels = 1] = x.node.shape;
  const column = operation.helper('reshape', x, { targetShape: [positions, 1, channels] });
  const made = operation.layer(type, { inputs: [column], parameters, weights });
  const [length = 1, , features = 1] = made.node.shape;
  const back = operation.helper('reshape', made, { targetShape: [length, features] });
  return activationOf(back.node, SEQUENCE_AXES);
}
