import type { OnnxBuilder } from './form';

/** The dot product of two values along an axis that stays with size 1; normalized: their cosine similarity. */
export function similarity(
  builder: OnnxBuilder,
  [a, b]: readonly [string, string],
  axis: number,
  isNormalized: boolean,
): string {
  const product = builder.node('ReduceSum', [builder.node('Mul', [a, b]), builder.integers([axis])], {
    keepdims: 1,
  });
  if (!isNormalized) return product;
  const [first = '', second = ''] = [a, b].map((value) =>
    builder.node('Max', [
      builder.node('ReduceL2', [value], { axes: [axis], keepdims: 1 }),
      builder.floats([1e-8]),
    ]),
  );
  return builder.node('Div', [product, builder.node('Mul', [first, second])]);
}
