import { CannotMap } from '../../network/network-builder';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import type { Activation } from '../values';
import { globalSequencePooling, isSequence, sequencePooling } from './sequence';
import { namedPadding, pairOf } from '../window';

/** `MaxPool` and `AveragePool` with two spatial axes, or one. */
export const pooling: OnnxRule = {
  operators: ['MaxPool', 'AveragePool'],
  map(operation) {
    const isAverage = operation.node.operator === 'AveragePool';
    if (isSequence(operation)) return sequencePooling(operation, isAverage);
    const x = operation.image(0);
    const { poolSize, strides, padding, ceilMode } = windowOf(operation, x);
    const isWhole = padding === 'valid' && poolSize[0] === x.node.shape[0] && poolSize[1] === x.node.shape[1];
    // One window over the whole image is what a network for images of any size has a global pooling for.
    if (isWhole) {
      return operation.layer(isAverage ? 'globalAveragePooling2d' : 'globalMaxPooling2d', { inputs: [x] });
    }
    const countIncludePadding = operation.number('count_include_pad', 0) === 1;
    const isPadded = padding !== 'valid';
    return operation.layer(isAverage ? 'averagePooling2d' : 'maxPooling2d', {
      inputs: [x],
      parameters: {
        ...{ poolSize, strides, padding, ceilMode },
        // Without padding it makes no difference.
        ...(isAverage && isPadded && { countIncludePadding }),
      },
    });
  },
};

function windowOf(operation: OnnxOperation, x: Activation) {
  if ((operation.numbers('dilations') ?? []).some((step) => step !== 1)) {
    throw new CannotMap('attributes', 'dilations');
  }
  const poolSize = pairOf(operation.numbers('kernel_shape'), 1);
  const strides = pairOf(operation.numbers('strides'), 1);
  const padding = namedPadding(operation, poolSize, strides, [1, 1], x.node.shape);
  return { poolSize, strides, padding, ceilMode: operation.number('ceil_mode', 0) === 1 };
}

/** `MaxUnpool` beside what entered the pooling (`idioms/max-unpooling.ts`). */
export const maxUnpooling: OnnxRule = {
  operators: ['MaxUnpool'],
  map(operation) {
    const [x, before] = [operation.image(0), operation.image(1)];
    return operation.layer('maxUnpooling2d', {
      inputs: [x, before],
      parameters: windowOf(operation, before),
    });
  },
};

/** One value a channel. */
export const globalPooling: OnnxRule = {
  operators: ['GlobalAveragePool', 'GlobalMaxPool'],
  map(operation) {
    const isAverage = operation.node.operator === 'GlobalAveragePool';
    if (isSequence(operation)) return globalSequencePooling(operation, isAverage);
    const type = isAverage ? 'globalAveragePooling2d' : 'globalMaxPooling2d';
    return operation.layer(type, { inputs: [operation.image(0)] });
  },
};
