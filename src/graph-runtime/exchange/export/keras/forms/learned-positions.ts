import { firstShape } from '../../../../layers/shape-rules';
import { layer, operation } from '../call';
import type { KerasFormOf } from '../form';

/*
 * Rows of an `Embedding` are looked up once for all examples, not once for each: TensorFlow's gradient of a lookup is a list of rows, and Keras's
 * optimizers square each entry of it where a row occurs several times, instead of their sum (Keras 3.15, decision 0303).
 * That there is one example is written as a maximum: `getitem` takes no part of an axis whose size is not known.
 */

/** A learned vector in front of the others: the only row of an `Embedding`, looked up by a 0. */
export const classToken: KerasFormOf = {
  type: 'classToken',
  write(_parameters, { inputs }) {
    const features = firstShape(inputs).at(-1) ?? 1;
    const calls = [
      operation('getitem', { axis: 1, start: 0, stop: 1 }, { suffix: 'first', inputs: [0] }),
      operation('zeros_like', {}, { suffix: 'zeros' }),
      operation('sum', { axis: [2], keepdims: false }, { suffix: 'sum' }),
      operation('max', { axis: [0], keepdims: true }, { suffix: 'index' }),
      layer('Embedding', { input_dim: 1, output_dim: features }, { shapes: [[1, features]] }),
      layer('Add', {}, { suffix: 'tokens', inputs: [{ call: 1 }, { call: 4 }] }),
      layer('Concatenate', { axis: 1 }, { suffix: 'sequence', inputs: [{ call: 5 }, 0] }),
    ];
    return { calls, helper: { name: 'class_token', arguments: { features } } };
  },
};

/** A learned vector for each position: the rows of an `Embedding`, looked up by 0, 1, 2, …, which are counted along the sequence. */
export const positionEmbedding: KerasFormOf = {
  type: 'positionEmbedding',
  write(_parameters, { inputs }) {
    const [positions = 1, features = 1] = firstShape(inputs);
    const calls = [
      operation('max', { axis: [0], keepdims: true }, { suffix: 'one', inputs: [0] }),
      operation('sum', { axis: [2], keepdims: false }, { suffix: 'sum' }),
      operation('ones_like', {}, { suffix: 'ones' }),
      operation('cumsum', { axis: 1 }, { suffix: 'numbers' }),
      layer('Rescaling', { scale: 1, offset: -1 }, { suffix: 'index' }),
      layer('Embedding', { input_dim: positions, output_dim: features }, { shapes: [[positions, features]] }),
      layer('Add', {}, { suffix: 'sum_of_both', inputs: [0, { call: 5 }] }),
    ];
    return { calls, helper: { name: 'position_embedding', arguments: { positions, features } } };
  },
};
