import { recurrent } from '../recurrent';

const ORDER = [0, 3, 1, 2];

/** `LSTM`: input, output, forget, cell; its second bias is 0. */
export const lstm = recurrent({
  type: 'lstm',
  operator: 'LSTM',
  order: ORDER,
  bias(builder, units) {
    const gates = builder.weight('bias', { dims: [4, units] });
    const sorted = builder.node('Gather', [gates, builder.integers(ORDER)], { axis: 0 });
    const row = builder.node('Reshape', [sorted, builder.integers([1, 4 * units])]);
    const zeros = builder.floats(new Array<number>(4 * units).fill(0), [1, 4 * units]);
    return builder.node('Concat', [row, zeros], { axis: 1 });
  },
});
