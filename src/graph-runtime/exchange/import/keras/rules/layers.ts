import { CannotMap } from '../../network/network-builder';
import { reshaped } from '../../network/weight-values';
import { activationName, withActivation } from '../activation';
import type { KerasLayer, KerasRule } from '../layer';
import { binary, multiplied, rescaled } from '../operators';

/** Cells that `same` adds never count in a mean. */
export const pooling: KerasRule = {
  classes: ['MaxPooling2D', 'AveragePooling2D', 'GlobalAveragePooling2D', 'GlobalMaxPooling2D'],
  map(layer) {
    const { className } = layer.source;
    const isAverage = className.includes('Average');
    if (className.startsWith('Global')) {
      const keepDimensions = layer.flag('keepdims', false);
      return layer.add(isAverage ? 'globalAveragePooling2d' : 'globalMaxPooling2d', { keepDimensions });
    }
    const poolSize = layer.pair('pool_size', 2);
    const strides = layer.numbers('strides') === undefined ? poolSize : layer.pair('strides', 2);
    const { padding } = layer;
    return layer.add(isAverage ? 'averagePooling2d' : 'maxPooling2d', {
      ...{ poolSize, strides, padding },
      ...(isAverage && padding === 'same' && { countIncludePadding: false }),
    });
  },
};

const MERGES: Readonly<Record<string, string>> = {
  ...{ Add: 'add', Subtract: 'subtract', Multiply: 'multiply', Average: 'average' },
  ...{ Maximum: 'maximum', Minimum: 'minimum', Concatenate: 'concatenate' },
};

export const merges: KerasRule = {
  classes: Object.keys(MERGES),
  map(layer) {
    const type = MERGES[layer.source.className] ?? 'add';
    // An operator of Keras 3 has the name of the layer that does the same.
    if (layer.operands.length > layer.inputs.length) return binary(layer, type);
    if (type === 'multiply') return multiplied(layer);
    const rank = layer.input.shape.length;
    const axis = layer.number('axis', -1);
    const channels = layer.context.isChannelsFirst && rank === 3 ? 1 : rank;
    if (type === 'concatenate' && axis !== -1 && axis !== channels)
      throw new CannotMap('attributes', `axis ${axis}`);
    return layer.add(type, {}, {}, layer.inputs);
  },
};

export const activations: KerasRule = {
  classes: ['Activation', 'ReLU', 'LeakyReLU', 'ELU', 'PReLU', 'Softmax'],
  map(layer) {
    switch (layer.source.className) {
      case 'ReLU':
        return relu(layer);
      case 'LeakyReLU':
        return layer.add('leakyRelu', {
          negativeSlope: layer.number('negative_slope', layer.number('alpha', 0.3)),
        });
      case 'ELU':
        return layer.add('elu', { alpha: layer.number('alpha', 1) });
      case 'PReLU':
        return prelu(layer);
      case 'Softmax': {
        const axis = layer.numbers('axis')?.[0] ?? -1;
        if (axis !== -1 && axis !== layer.input.shape.length)
          throw new CannotMap('attributes', `axis ${axis}`);
        return layer.add('softmax');
      }
      default: {
        const name = activationName(layer);
        return name === 'linear' ? layer.passed() : withActivation(layer, name, layer.input);
      }
    }
  },
};

function relu(layer: KerasLayer) {
  const slope = layer.number('negative_slope', 0);
  const most = layer.number('max_value', Number.POSITIVE_INFINITY);
  if (layer.number('threshold', 0) !== 0) throw new CannotMap('attributes', 'threshold');
  if (slope !== 0 && Number.isFinite(most)) throw new CannotMap('attributes', 'negative_slope, max_value');
  if (slope !== 0) return layer.add('leakyRelu', { negativeSlope: slope });
  if (!Number.isFinite(most)) return layer.add('relu');
  if (most === 6) return layer.add('relu6');
  if (!(most > 0)) throw new CannotMap('attributes', `max_value ${most}`);
  // `min(relu(x), m)` is `m/6 · relu6(6/m · x)`.
  const within = layer.add('rescaling', { scale: 6 / most });
  const clipped = layer.add('relu6', {}, {}, [within]);
  return layer.add('rescaling', { scale: most / 6 }, {}, [clipped]);
}

/** A slope for each channel, or one for all; not one for each place. */
function prelu(layer: KerasLayer) {
  const { alpha } = layer.weights([['alpha', 'alpha']]);
  const channels = layer.input.shape.at(-1) ?? 1;
  const count = (alpha?.shape ?? []).reduce((product, size) => product * size, 1);
  if (alpha === undefined || (count !== 1 && count !== channels)) throw new CannotMap('shape', 'alpha');
  const isShared = count === 1 && channels !== 1;
  return layer.add('prelu', { isShared }, { alpha: reshaped(alpha, [count]) });
}

/** What only training does is kept: these layers are known here. */
export const regularization: KerasRule = {
  classes: ['Dropout', 'SpatialDropout2D', 'GaussianNoise'],
  map(layer) {
    if (layer.source.className === 'GaussianNoise') {
      return layer.add('gaussianNoise', { standardDeviation: layer.number('stddev', 0.1) });
    }
    const type = layer.source.className === 'Dropout' ? 'dropout' : 'spatialDropout2d';
    return layer.add(type, { rate: layer.number('rate', 0.5) });
  },
};

export const shapes: KerasRule = {
  classes: [
    'Flatten',
    'Reshape',
    'Permute',
    'ZeroPadding2D',
    'Cropping2D',
    'UpSampling2D',
    'Rescaling',
    'Identity',
  ],
  map(layer) {
    const { isChannelsFirst } = layer.context;
    const sides = (name: string) => {
      const [first = 1, second = first, third, fourth] = layer.numbers(name) ?? [];
      // `[[top, bottom], [left, right]]`, or a number for height and one for width.
      return third === undefined || fourth === undefined ? [first, second] : [first, second, third, fourth];
    };
    switch (layer.source.className) {
      case 'Flatten':
        return flattened(layer);
      case 'Reshape': {
        if (isChannelsFirst) throw new CannotMap('axes');
        return layer.add('reshape', { targetShape: layer.numbers('target_shape') ?? [1] });
      }
      case 'Permute': {
        if (isChannelsFirst) throw new CannotMap('axes');
        return layer.add('permute', { order: layer.numbers('dims') ?? [1] });
      }
      case 'ZeroPadding2D':
        return layer.add('zeroPadding2d', { padding: sides('padding') });
      case 'Cropping2D':
        return layer.add('cropping2d', { cropping: sides('cropping') });
      case 'UpSampling2D': {
        const interpolation = layer.text('interpolation', 'nearest');
        return layer.add('upSampling2d', { size: layer.pair('size', 2), interpolation });
      }
      case 'Rescaling':
        return rescaled(layer, layer.numbers('scale') ?? [1], layer.numbers('offset') ?? [0]);
      default:
        return layer.passed();
    }
  },
};

/** With `data_format: channels_first` Flatten moves the channels last first; without it, it flattens the axes in their order. */
function flattened(layer: KerasLayer) {
  if (layer.input.shape.length === 1) return layer.passed();
  const isTold = layer.text('data_format', 'channels_last') === 'channels_first';
  if (!layer.context.isChannelsFirst || isTold || layer.input.shape.length !== 3) return layer.add('flatten');
  layer.context.counts.added('permute');
  const turned = layer.context.builder.add('permute', {
    ...{ inputs: [layer.input], name: `${layer.source.name}_permute` },
    parameters: { order: [3, 1, 2] },
  });
  return layer.add('flatten', {}, {}, [turned]);
}
