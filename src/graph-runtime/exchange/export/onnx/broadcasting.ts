import type { OnnxBuilder, OnnxInput } from './form';

/** Names of values of one rank, ready for operators that broadcast: a vector beside images is one value a channel. */
export function ofCommonRank(builder: OnnxBuilder, inputs: readonly OnnxInput[]): readonly string[] {
  const rank = Math.max(...inputs.map(({ shape }) => shape.length));
  return inputs.map(({ name, shape }) =>
    shape.length === rank
      ? name
      : builder.node('Reshape', [name, builder.integers([0, shape.at(-1) ?? 1, 1, 1])]),
  );
}
