import { CannotMap } from '../../network/network-builder';
import type { OnnxRule } from '../rule';

/** Operators that hand on what comes in, or do so when a network predicts. */
export const passThrough: OnnxRule = {
  operators: ['Identity', 'Dropout', 'Cast', 'StopGradient'],
  map(operation) {
    const { operator } = operation.node;
    if (operation.isConstant(0)) return operation.constant(0);
    // Only between kinds of floats, which are all the same here.
    if (operator === 'Cast' && ![1, 10, 11, 16].includes(operation.number('to', 1))) {
      throw new CannotMap('attributes', 'to');
    }
    if (operator === 'Dropout') return operation.passed('inference-only');
    return operation.passed('identity');
  },
};
