import { firstShape } from '../../../../layers/shape-rules';
import { layer, operation } from '../call';
import type { KerasFormOf } from '../form';

/** A learned vector in front of the others: the only row of an `Embedding`, looked up by a 0 for each example. */
export const classToken: KerasFormOf = {
  type: 'classToken',
  write(_parameters, { inputs }) {
    const features = firstShape(inputs).at(-1) ?? 1;
    const calls = [
      operation('getitem', { axis: 1, start: 0, stop: 1 }, { suffix: 'first', inputs: [0] }),
      operation('sum', { axis: [2], keepdims: false }, { suffix: 'sum' }),
      operation('zeros_like', {}, { suffix: 'index' }),
      layer('Embedding', { input_dim: 1, output_dim: features }, { shapes: [[1, features]] }),
      layer('Concatenate', { axis: 1 }, { suffix: 'sequence', inputs: [{ call: 3 }, 0] }),
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
      operation('sum', { axis: [2], keepdims: false }, { suffix: 'sum', inputs: [0] }),
      operation('ones_like', {}, { suffix: 'ones' }),
      operation('cumsum', { axis: 1 }, { suffix: 'numbers' }),
      layer('Rescaling', { scale: 1, offset: -1 }, { suffix: 'index' }),
      layer('Embedding', { input_dim: positions, output_dim: features }, { shapes: [[positions, features]] }),
      layer('Add', {}, { suffix: 'sum_of_both', inputs: [0, { call: 4 }] }),
    ];
    return { calls, helper: { name: 'position_embedding', arguments: { positions, features } } };
  },
};
