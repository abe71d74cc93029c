import { CannotMap } from '../../network/network-builder';
import { reshaped } from '../../network/weight-values';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { type Activation, isSameAxes, withLast } from '../values';

/** Along the channels; along others they are made the last axis before. */
export const concatenation: OnnxRule = {
  operators: ['Concat'],
  map(operation) {
    if (operation.inputs.length === 2 && operation.isConstant(0)) return withToken(operation);
    const values = operation.inputs.map((_, at) => operation.activation(at));
    const rank = values[0]?.axes.length ?? 0;
    if (values.some(({ axes }) => axes.length !== rank)) throw new CannotMap('axes');
    const given = operation.number('axis', 1);
    const axis = (given < 0 ? given + rank + 1 : given) - 1;
    if (axis < 0 || axis >= rank) throw new CannotMap('attributes', `axis ${given}`);
    const [first] = values;
    const isAlong = first !== undefined && first.axes[axis] === rank - 1;
    const axes = isAlong ? first.axes : withLast(rank, axis);
    const aligned = values.map((value) => {
      const ordered = rank === 1 ? operation.inSourceOrder(value) : value;
      return isSameAxes(ordered.axes, axes) ? ordered : operation.arranged(ordered, axes);
    });
    if (aligned.length === 1) return operation.passed('identity');
    return operation.layer('concatenate', { inputs: aligned }, axes);
  },
};

/** Features that are known, in front of the positions of a sequence. */
function withToken(operation: OnnxOperation): Activation {
  const sequence = operation.activation(1);
  if (sequence.node.shape.length !== 2) throw new CannotMap('computed-weights', 'input 1');
  const axis = operation.number('axis', 1);
  const inputs = [operation.arranged(sequence, [0, 1])];
  const token = operation.constant(0);
  const features = inputs[0]?.node.shape[1] ?? 1;
  if (axis !== 1 && axis !== -2) throw new CannotMap('attributes', `axis ${axis}`);
  const [repeats = 1, ...sizes] = token.shape.slice(0, -1);
  const isOfBatch = repeats === 1 || (repeats === operation.state.batch && token.shape.length === 3);
  if (token.shape.at(-1) !== features || !isOfBatch || sizes.some((size) => size !== 1)) {
    throw new CannotMap('shape', token.shape.join(' × '));
  }
  if (repeats === 1)
    return operation.layer('classToken', { inputs, weights: { token: reshaped(token, [features]) } });
  // Written once for each example that the graph was exported with.
  const all = token.values();
  if (all.some((value, at) => value !== all[at % features])) throw new CannotMap('shape', 'input 1');
  const first = { ...token, shape: [features], values: () => token.values().slice(0, features) };
  return operation.layer('classToken', { inputs, weights: { token: first } });
}
