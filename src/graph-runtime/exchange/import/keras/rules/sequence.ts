import type { BuiltNode } from '../../network/built-node';
import { CannotMap, type GivenParameters } from '../../network/network-builder';
import { filled, reshaped, type SourceTensor } from '../../network/weight-values';
import { activationName, withActivation } from '../activation';
import { initializerOf } from '../initializers';
import type { KerasLayer, KerasRule } from '../layer';

/* Layers of sequences `[positions, channels]`. What there is no layer for is one for images, of one column. */

type Weights = Readonly<Record<string, SourceTensor>>;

function requireChannelsLast(layer: KerasLayer): void {
  if (layer.text('data_format', 'channels_last') !== 'channels_last') {
    throw new CannotMap('attributes', 'channels_first');
  }
}

const one = (layer: KerasLayer, name: string, otherwise: number) => layer.numbers(name)?.[0] ?? otherwise;

/** Kernels are `[positions, in, out]` in both; of transposed ones `[positions, out, in]`. */
export const sequenceConvolution: KerasRule = {
  classes: ['Conv1D', 'Convolution1D', 'Conv1DTranspose'],
  map(layer) {
    requireChannelsLast(layer);
    const useBias = layer.flag('use_bias', true);
    const weights = layer.weights([['kernel', 'kernel'], ...(useBias ? ([['bias', 'bias']] as const) : [])]);
    const shared = {
      ...{ filters: layer.number('filters', 1), useBias },
      ...{ kernelSize: one(layer, 'kernel_size', 3), strides: one(layer, 'strides', 1) },
      ...initializerOf(layer, 'kernel_initializer', 'kernelInitializer'),
    };
    const dilationRate = one(layer, 'dilation_rate', 1);
    if (layer.source.className !== 'Conv1DTranspose') {
      const padding = layer.text('padding', 'valid');
      const parameters = { ...shared, padding, dilationRate, groups: layer.number('groups', 1) };
      return withActivation(layer, activationName(layer), layer.add('conv1d', parameters, weights));
    }
    if (dilationRate !== 1) throw new CannotMap('attributes', 'dilation_rate');
    if (layer.numbers('output_padding') !== undefined) throw new CannotMap('attributes', 'output_padding');
    const parameters = { ...shared, padding: layer.padding };
    return withActivation(layer, activationName(layer), layer.add('conv1dTranspose', parameters, weights));
  },
};

export const sequencePooling: KerasRule = {
  classes: ['MaxPooling1D', 'AveragePooling1D', 'GlobalAveragePooling1D', 'GlobalMaxPooling1D'],
  map(layer) {
    requireChannelsLast(layer);
    const { className } = layer.source;
    const isAverage = className.includes('Average');
    if (className.startsWith('Global')) {
      const keepDimensions = layer.flag('keepdims', false);
      const operation = isAverage ? 'avg' : 'max';
      return layer.add('reduce', { operation, axes: 'positions', keepDimensions });
    }
    const poolSize = one(layer, 'pool_size', 2);
    const strides = one(layer, 'strides', poolSize);
    return layer.add(isAverage ? 'averagePooling1d' : 'maxPooling1d', {
      ...{ poolSize, strides, padding: layer.padding },
    });
  },
};

/** Gates are in the same order in both. */
export const recurrent: KerasRule = {
  classes: ['LSTM', 'GRU'],
  map(layer) {
    requireUsual(layer);
    const isGru = layer.source.className === 'GRU';
    const units = layer.number('units', 1);
    const useBias = layer.flag('use_bias', true);
    const width = (isGru ? 3 : 4) * units;
    const weights = layer.weights([
      ['kernel', 'kernel'],
      ['recurrentKernel', 'recurrent_kernel'],
      ...(useBias ? ([['bias', 'bias']] as const) : []),
    ]);
    const bias: Weights = useBias ? {} : { bias: filled('', isGru ? [2, width] : [width], 0) };
    const rate = layer.number('dropout', 0);
    const before = rate > 0 ? helper(layer, 'dropout', layer.input, { rate }) : layer.input;
    const parameters = { units, returnSequences: layer.flag('return_sequences', false) };
    return layer.add(isGru ? 'gru' : 'lstm', parameters, { ...weights, ...bias }, [before]);
  },
};

/** What the layers here do not know. */
function requireUsual(layer: KerasLayer): void {
  for (const name of ['go_backwards', 'return_state', 'stateful']) {
    if (layer.flag(name, false)) throw new CannotMap('attributes', name);
  }
  if (layer.number('recurrent_dropout', 0) > 0) throw new CannotMap('attributes', 'recurrent_dropout');
  const isUsual =
    layer.text('activation', 'tanh') === 'tanh' &&
    layer.text('recurrent_activation', 'sigmoid') === 'sigmoid';
  if (!isUsual) throw new CannotMap('attributes', 'activation');
  if (layer.source.className === 'GRU' && !layer.flag('reset_after', true)) {
    throw new CannotMap('attributes', 'reset_after');
  }
}

/** As images of one column. */
export const columns: KerasRule = {
  classes: [
    ...['ZeroPadding1D', 'Cropping1D', 'UpSampling1D', 'SpatialDropout1D'],
    ...['SeparableConv1D', 'DepthwiseConv1D'],
  ],
  map(layer) {
    requireChannelsLast(layer);
    switch (layer.source.className) {
      case 'ZeroPadding1D':
        return asColumn(layer, 'zeroPadding2d', { padding: ends(layer, 'padding') });
      case 'Cropping1D':
        return asColumn(layer, 'cropping2d', { cropping: ends(layer, 'cropping') });
      case 'UpSampling1D':
        return asColumn(layer, 'upSampling2d', {
          size: [one(layer, 'size', 2), 1],
          interpolation: 'nearest',
        });
      case 'SpatialDropout1D':
        return asColumn(layer, 'spatialDropout2d', { rate: layer.number('rate', 0.5) });
      default:
        return columnConvolution(layer);
    }
  },
};

function ends(layer: KerasLayer, name: string): readonly number[] {
  const [before = 1, after = before] = layer.numbers(name) ?? [];
  return [before, after, 0, 0];
}

function columnConvolution(layer: KerasLayer): BuiltNode {
  const isSeparable = layer.source.className === 'SeparableConv1D';
  const useBias = layer.flag('use_bias', true);
  const isNamedKernel = layer.tensors.some(({ name }) => /(^|\/)kernel(:\d+)?$/.test(name));
  const weights = layer.weights([
    ...(isSeparable
      ? ([
          ['depthwiseKernel', 'depthwise_kernel'],
          ['pointwiseKernel', 'pointwise_kernel'],
        ] as const)
      : ([['kernel', isNamedKernel ? 'kernel' : 'depthwise_kernel']] as const)),
    ...(useBias ? ([['bias', 'bias']] as const) : []),
  ]);
  const parameters = {
    ...{ kernelSize: [one(layer, 'kernel_size', 3), 1], strides: [one(layer, 'strides', 1), 1] },
    ...{ dilationRate: [one(layer, 'dilation_rate', 1), 1], padding: layer.padding, useBias },
    depthMultiplier: layer.number('depth_multiplier', 1),
    ...(isSeparable && { filters: layer.number('filters', 1) }),
  };
  // `[positions, in, out]` becomes `[positions, 1, in, out]`.
  const wide = Object.fromEntries(
    Object.entries(weights).map(([name, tensor]): [string, SourceTensor] => {
      const [size = 1, ...rest] = tensor.shape;
      return [name, name === 'bias' ? tensor : reshaped(tensor, [size, 1, ...rest])];
    }),
  );
  const made = asColumn(layer, isSeparable ? 'separableConv2d' : 'depthwiseConv2d', parameters, wide);
  return withActivation(layer, activationName(layer), made);
}

function asColumn(
  layer: KerasLayer,
  type: string,
  parameters: GivenParameters,
  weights: Weights = {},
): BuiltNode {
  const [positions = 1, channels = 1, ...more] = layer.input.shape;
  if (more.length > 0) throw new CannotMap('axes', `${layer.input.shape.length + 1}`);
  const column = helper(layer, 'reshape', layer.input, { targetShape: [positions, 1, channels] });
  const made = layer.add(type, parameters, weights, [column]);
  const [length = 1, , features = 1] = made.shape;
  return helper(layer, 'reshape', made, { targetShape: [length, features] });
}

/** A layer that the file has not, and the network needs. */
function helper(layer: KerasLayer, type: string, input: BuiltNode, parameters: GivenParameters): BuiltNode {
  const { builder, counts } = layer.context;
  counts.added(type);
  return builder.add(type, { parameters, inputs: [input], name: `${layer.source.name}_${type}` });
}
