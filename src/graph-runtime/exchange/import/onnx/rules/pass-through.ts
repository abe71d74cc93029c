import { CannotMap } from '../../network/network-builder';
import { onlyValue } from '../../network/weight-values';
import type { OnnxRule } from '../rule';
import { rounded } from './normalization';

/** Does nothing when a network predicts, and its part when it is trained further. The rate is an input since version 12. */
export const dropout: OnnxRule = {
  operators: ['Dropout'],
  map(operation) {
    if (operation.isConstant(0)) return operation.constant(0);
    const given = operation.inputs[1] ? onlyValue(operation.constant(1).values()) : null;
    const rate = rounded(given ?? operation.number('ratio', 0.5));
    if (!(rate >= 0 && rate < 1)) throw new CannotMap('attributes', 'ratio');
    return operation.elementwise('dropout', { rate });
  },
};

/** Operators that hand on what comes in. */
export const passThrough: OnnxRule = {
  operators: ['Identity', 'Cast', 'StopGradient'],
  map(operation) {
    const { operator } = operation.node;
    if (operation.isConstant(0)) return operation.constant(0);
    // Only between kinds of floats, which are all the same here.
    if (operator === 'Cast' && ![1, 10, 11, 16].includes(operation.number('to', 1))) {
      throw new CannotMap('attributes', 'to');
    }
    return operation.passed('identity');
  },
};
