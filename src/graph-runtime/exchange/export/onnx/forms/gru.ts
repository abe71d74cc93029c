import { recurrent } from '../recurrent';

/** `GRU`, whose gates are in the same order, with the reset after the product. */
export const gru = recurrent({
  type: 'gru',
  operator: 'GRU',
  order: [0, 1, 2],
  attributes: { linear_before_reset: 1 },
  bias: (builder, units) => builder.weight('bias', { dims: [1, 6 * units] }),
});
