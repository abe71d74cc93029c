import type { OnnxRule } from '../rule';
import { withLast } from '../values';

/** What an idiom has made of a product divided by both lengths (`idioms/cosine.ts`). */
export const COSINE = 'CosineSimilarity';

/** Along one axis, which stays with size 1. */
export const cosine: OnnxRule = {
  operators: [COSINE],
  map(operation) {
    const [a, b] = [operation.activation(0), operation.activation(1)];
    const channels = operation.number('axis', 1) - 1;
    const axes = a.axes[channels] === a.axes.length - 1 ? a.axes : withLast(a.axes.length, channels);
    const inputs = [operation.arranged(a, axes), operation.arranged(b, axes)];
    return operation.layer('dot', { inputs, parameters: { normalize: true } }, axes);
  },
};
