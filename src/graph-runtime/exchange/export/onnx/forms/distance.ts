import { similarity } from '../compare-pairs';
import type { OnnxForm } from '../form';
import { channelAxis } from '../layout';

const OPERATORS: Readonly<Record<string, string>> = {
  euclidean: 'ReduceL2',
  squared: 'ReduceSumSquare',
  manhattan: 'ReduceL1',
};

/** A norm of the difference, or 1 minus the cosine similarity. */
export const distance: OnnxForm<{ readonly measure: string }> = {
  type: 'distance',
  write(builder, { measure }, [a, b]) {
    if (a === undefined || b === undefined) throw new Error('two inputs are needed');
    const axis = channelAxis(a.shape);
    const operator = OPERATORS[measure];
    if (operator === undefined) {
      const alike = similarity(builder, [a.name, b.name], axis, true);
      return builder.node('Sub', [builder.floats([1]), alike]);
    }
    const difference = builder.node('Sub', [a.name, b.name]);
    return builder.node(operator, [difference], { axes: [axis], keepdims: 1 });
  },
};
