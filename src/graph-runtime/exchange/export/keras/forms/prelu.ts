import { firstShape } from '../../../../layers/shape-rules';
import { NotInKeras, row } from '../call';
import type { KerasFormOf } from '../form';
import { callsOfLine } from '../line-calls';

/** `PReLU`, whose slopes have an axis of 1 for each that shares them. */
export const prelu: KerasFormOf<{ readonly isShared: boolean }> = {
  type: 'prelu',
  write({ isShared }, node) {
    const line = callsOfLine(node);
    if (line === null) throw new NotInKeras('no-keras-form');
    const shape = firstShape(node.inputs);
    const slopes = shape.map((size, axis) => (isShared || axis < shape.length - 1 ? 1 : size));
    return row(...line.map((call) => ({ ...call, shapes: [slopes] })));
  },
};
