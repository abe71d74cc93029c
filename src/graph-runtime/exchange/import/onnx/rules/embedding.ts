import { CannotMap } from '../../network/network-builder';
import type { OnnxRule } from '../rule';
import { dimsOf } from '../values';
import { rounded } from './normalization';

/** What an idiom has made of a Gather whose table is a tensor of the file (`idioms/embedding.ts`). */
export const EMBEDDING = 'Embedding';

/** A learned vector for each number of a sequence, or of rows and columns. */
export const embedding: OnnxRule = {
  operators: [EMBEDDING],
  map(operation) {
    const x = operation.inSourceOrder(operation.activation(0));
    const dims = dimsOf(x);
    if (dims.length > 2) throw new CannotMap('axes', `${dims.length + 2}`);
    const table = operation.constant(1);
    const [vocabulary = 1, features = 1] = table.shape;
    const isTable = dims.length === 2;
    const places = isTable ? operation.helper('reshape', x, { targetShape: [...dims, 1] }) : x;
    return operation.layer(
      'embedding',
      {
        inputs: [places],
        parameters: { vocabulary, features, scale: rounded(operation.number('scale', 1)) },
        weights: { embeddings: table },
      },
      isTable ? [0, 1, 2] : [0, 1],
    );
  },
};
