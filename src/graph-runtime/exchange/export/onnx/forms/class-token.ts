import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** The token, repeated for each example, in front of the positions. */
export const classToken: OnnxForm = {
  type: 'classToken',
  write(builder, _parameters, [input]) {
    const { name, shape } = existing(input);
    const token = builder.weight('token', { dims: [1, 1, shape[1] ?? 1] });
    const range = [[0], [1], [1]].map((values) => builder.integers(values));
    const first = builder.node('Slice', [name, ...range]);
    const sizes = builder.node('Shape', [first]);
    return builder.node('Concat', [builder.node('Expand', [token, sizes]), name], { axis: 1 });
  },
};
