import { CannotMap } from '../../network/network-builder';
import { onlyValue, reshaped, type SourceTensor } from '../../network/weight-values';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { type Activation, inOrderHere, withLast } from '../values';

/** On running statistics. */
export const batchNormalization: OnnxRule = {
  operators: ['BatchNormalization'],
  map(operation) {
    const x = channelsSecond(operation);
    if (operation.number('training_mode', 0) === 1) throw new CannotMap('attributes', 'training_mode');
    // Before version 9 statistics could be of each value instead of each channel.
    if (operation.number('spatial', 1) !== 1) throw new CannotMap('attributes', 'spatial');
    const [gamma, beta, movingMean, movingVariance] = [1, 2, 3, 4].map((at) =>
      inOrderHere(operation.constant(at), 0, x.order),
    );
    const isTrained = !isEach(movingMean, 0) || !isEach(movingVariance, 1);
    // A factor that training has left at 1 everywhere was none to be learned, and a term at 0 neither.
    const scale = !(isTrained && isEach(gamma, 1));
    const center = !(isTrained && isEach(beta, 0));
    const weights = {
      ...(gamma && scale && { gamma }),
      ...(beta && center && { beta }),
      ...(movingMean && { movingMean }),
      ...(movingVariance && { movingVariance }),
    };
    const parameters = {
      epsilon: rounded(operation.number('epsilon', 1e-5)),
      momentum: momentumOf(operation),
      ...(!scale && { scale }),
      ...(!center && { center }),
    };
    const made = operation.layer('batchNormalization', { inputs: [x], parameters, weights }, x.axes);
    return { ...made, order: x.order };
  },
};

function isEach(tensor: SourceTensor | undefined, value: number): boolean {
  return tensor !== undefined && onlyValue(tensor.values()) === value;
}

/** Means and deviations of each image's own channels. */
export const instanceNormalization: OnnxRule = {
  operators: ['InstanceNormalization'],
  map(operation) {
    const x = operation.image(0);
    const [gamma, beta] = [operation.constant(1), operation.constant(2)];
    // As PyTorch has it by itself.
    const isAffine = !(isEach(gamma, 1) && isEach(beta, 0));
    return operation.layer('instanceNormalization', {
      inputs: [x],
      parameters: { epsilon: rounded(operation.number('epsilon', 1e-5)), isAffine },
      weights: isAffine ? { gamma, beta } : {},
    });
  },
};

/** Over the last axis, which must be that of the channels. */
export const layerNormalization: OnnxRule = {
  operators: ['LayerNormalization', 'RMSNormalization'],
  map(operation) {
    const isCentered = operation.node.operator === 'LayerNormalization';
    const x = operation.inSourceOrder(operation.activation(0));
    const rank = x.axes.length;
    const axis = operation.number('axis', -1);
    if (axis !== -1 && axis !== rank) throw new CannotMap('attributes', `axis ${axis}`);
    const last = operation.arranged(x, x.axes.at(-1) === rank - 1 ? x.axes : lastAxes(rank));
    const beta = operation.optionalConstant(2);
    if (isCentered && beta === null) throw new CannotMap('attributes', 'B');
    return operation.layer(
      isCentered ? 'layerNormalization' : 'rmsNormalization',
      {
        inputs: [last],
        parameters: { epsilon: rounded(operation.number('epsilon', 1e-5)) },
        weights: { gamma: operation.constant(1), ...(isCentered && beta !== null && { beta }) },
      },
      last.axes,
    );
  },
};

/** What an idiom has made of a division by the root of the mean of squares (`idioms/normalization.ts`). */
export const CHANNEL_RMS = 'ChannelRms';

/** Over one axis, which is made the last here. */
export const channelRms: OnnxRule = {
  operators: [CHANNEL_RMS],
  map(operation) {
    const given = operation.inSourceOrder(operation.activation(0));
    const rank = given.axes.length;
    const at = operation.number('axis', -1);
    const axis = (at < 0 ? at + rank + 1 : at) - 1;
    const x = operation.arranged(given, given.axes[axis] === rank - 1 ? given.axes : withLast(rank, axis));
    const gamma = operation.constant(1);
    const [channels = 1] = x.node.shape.slice(-1);
    return operation.layer(
      'rmsNormalization',
      {
        inputs: [x],
        parameters: { epsilon: rounded(operation.number('epsilon', 1e-5)) },
        weights: { gamma: reshaped(gamma, [channels]) },
      },
      x.axes,
    );
  },
};

/** Of groups of channels. Version 18 has a scale for each group, 21 one for each channel. */
export const groupNormalization: OnnxRule = {
  operators: ['GroupNormalization'],
  map(operation) {
    const x = operation.image(0);
    const groups = operation.number('num_groups', 1);
    const each = (tensor: SourceTensor) => {
      const [channels = 0] = tensor.shape;
      if (channels !== x.node.shape[2] || tensor.shape.slice(1).some((size) => size !== 1)) {
        throw new CannotMap('shape', 'scale');
      }
      return reshaped(tensor, [channels]);
    };
    return operation.layer('groupNormalization', {
      inputs: [x],
      parameters: { groups, epsilon: rounded(operation.number('epsilon', 1e-5)) },
      weights: { gamma: each(operation.constant(1)), beta: each(operation.constant(2)) },
    });
  },
};

/** Alpha is divided by the size in both. */
export const localResponseNormalization: OnnxRule = {
  operators: ['LRN'],
  map: (operation) =>
    operation.layer('localResponseNormalization', {
      inputs: [operation.image(0)],
      parameters: {
        size: operation.number('size', 1),
        alpha: rounded(operation.number('alpha', 1e-4)),
        beta: rounded(operation.number('beta', 0.75)),
        bias: rounded(operation.number('bias', 1)),
      },
    }),
};

/** A factor or slope for each channel. */
export const prelu: OnnxRule = {
  operators: ['PRelu'],
  map(operation) {
    const slope = operation.constant(1);
    const x = isOfLastAxis(slope.shape) ? channelsLast(operation) : channelsSecond(operation);
    const channels = x.node.shape.at(-1) ?? 1;
    const count = slope.shape.reduce((product, size) => product * size, 1);
    if (count !== 1 && count !== channels) throw new CannotMap('shape', 'slope');
    const alpha = inOrderHere(reshaped(slope, [count]), 0, count === 1 ? null : x.order);
    const made = operation.layer(
      'prelu',
      { inputs: [x], parameters: { isShared: count === 1 }, weights: { alpha } },
      x.axes,
    );
    return { ...made, order: x.order };
  },
};

/** Whether slopes `[channels]` meet the last axis, as broadcasting has it: `[channels, 1, 1]` meets that of the channels of an image. */
function isOfLastAxis(shape: readonly number[]): boolean {
  return (shape.at(-1) ?? 1) > 1;
}

/** With the channels last, as they are in ONNX. */
function channelsLast(operation: OnnxOperation): Activation {
  const x = operation.activation(0);
  return x.axes.length === 1 ? x : operation.arranged(x, lastAxes(x.axes.length));
}

/** With the channels, the second axis in ONNX, last here. */
function channelsSecond(operation: OnnxOperation): Activation {
  const x = operation.activation(0);
  if (x.axes.length === 1) return x;
  const axes = x.axes.length === 3 ? [2, 0, 1] : [1, 0];
  return operation.arranged(x, axes);
}

/** The axes of a value whose last one in ONNX is the last one here, too. */
function lastAxes(rank: number): readonly number[] {
  return Array.from({ length: rank }, (_, axis) => axis);
}

/** The share of the old statistics that a step keeps, in both. */
function momentumOf(operation: OnnxOperation): number {
  return rounded(operation.number('momentum', 0.9));
}

/** float32 of a file as it was written: 9.999999747378752e-6 is 0.00001. */
export function rounded(value: number): number {
  return Number(value.toPrecision(7));
}
