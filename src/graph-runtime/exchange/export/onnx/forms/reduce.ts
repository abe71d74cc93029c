import { axesIn } from '../../../../layers/reduce';
import type { OnnxForm } from '../form';
import { channelsFirst, networkAxes } from '../layout';
import { existing } from '../one-operator';

const OPERATORS: Readonly<Record<string, string>> = {
  avg: 'ReduceMean',
  max: 'ReduceMax',
  sum: 'ReduceSum',
  norm: 'ReduceL2',
};

/** `ReduceMean`, `ReduceMax`, `ReduceSum` or `ReduceL2`. */
export const reduce: OnnxForm<{ readonly operation: string; readonly axes: string }> = {
  type: 'reduce',
  write(builder, { operation, axes }, [input]) {
    const { name, shape } = existing(input);
    const layout = networkAxes(shape.length);
    const over = axesIn(shape, axes).map((axis) => 1 + layout.indexOf(axis));
    const operator = OPERATORS[operation] ?? 'ReduceMean';
    // Of the four, only the sum takes its axes as an input in opset 17.
    const reduced =
      operator === 'ReduceSum'
        ? builder.node(operator, [name, builder.integers(over)], { keepdims: 1 })
        : builder.node(operator, [name], { axes: over, keepdims: 1 });
    // What is left beside the reduced axes is in the same order in both layouts, but for height and width that are a sequence's axes now.
    const dims = channelsFirst(builder.output.shape);
    const isTurned = shape.length === 3 && builder.output.shape.length === 2 && !over.includes(1);
    const left = isTurned ? builder.node('Transpose', [reduced], { perm: [0, 2, 3, 1] }) : reduced;
    return builder.node('Reshape', [left, builder.integers([0, ...dims])]);
  },
};
