import { CannotMap } from '../../network/network-builder';
import type { OnnxRule } from '../rule';
import { isSameAxes } from '../values';
import { withLast } from './activations';

/** Along the channels; along others they are made the last axis before. */
export const concatenation: OnnxRule = {
  operators: ['Concat'],
  map(operation) {
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
