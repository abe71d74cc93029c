import type { OnnxForm } from '../form';
import { channelAxis } from '../layout';
import { existing } from '../one-operator';

/** One half of the channels times the sigmoid of the other. */
export const glu: OnnxForm = {
  type: 'glu',
  write(builder, _parameters, [input]) {
    const { name, shape } = existing(input);
    const half = (shape.at(-1) ?? 2) / 2;
    const part = (first: number) =>
      builder.node('Slice', [
        name,
        ...[[first], [first + half], [channelAxis(shape)]].map((values) => builder.integers(values)),
      ]);
    return builder.node('Mul', [part(0), builder.node('Sigmoid', [part(half)])]);
  },
};
