import { expect, it } from 'vitest';
import { permutedPieces } from './permuted-pieces';

function permuted(shape: readonly number[], permutation: readonly number[] | null): number[] {
  const values = Float32Array.from(
    { length: shape.reduce((product, size) => product * size, 1) },
    (_, at) => at,
  );
  const bytes = Buffer.concat([...permutedPieces(values, shape, permutation)]);
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(4 * index));
}

it('transposes', () => {
  expect(permuted([2, 3], [1, 0])).toEqual([0, 3, 1, 4, 2, 5]);
});

it('puts the axes of a kernel into any order', () => {
  const [height, width, channels, filters] = [2, 3, 4, 5] as const;
  const expected: number[] = [];
  for (let filter = 0; filter < filters; filter += 1)
    for (let channel = 0; channel < channels; channel += 1)
      for (let row = 0; row < height; row += 1)
        for (let column = 0; column < width; column += 1)
          expected.push(((row * width + column) * channels + channel) * filters + filter);
  expect(permuted([height, width, channels, filters], [3, 2, 0, 1])).toEqual(expected);
});

it('leaves all as it is without an order', () => {
  expect(permuted([2, 2], null)).toEqual([0, 1, 2, 3]);
});

it('needs several pieces for a large tensor, and loses nothing between them', () => {
  const [rows, columns] = [1_500, 1_000];
  const values = permuted([rows, columns], [1, 0]);
  expect(values).toHaveLength(rows * columns);
  expect(values.every((value, index) => value === (index % rows) * columns + Math.floor(index / rows))).toBe(
    true,
  );
});
