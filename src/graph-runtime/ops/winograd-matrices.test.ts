import { describe, expect, it } from 'vitest';
import { LONGEST_INPUT, type Matrix, onSquares, transposed, winogradMatrices } from './winograd-matrices';

function times(matrix: Matrix, vector: readonly number[]): readonly number[] {
  return matrix.map((row) => row.reduce((sum, entry, index) => sum + entry * (vector[index] ?? 0), 0));
}

function numbers(count: number, offset: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => ((index * 7 + offset * 3) % 11) - 5);
}

describe('winogradMatrices', () => {
  const all = [1, 2, 3, 4, 5, 6].flatMap((taps) =>
    Array.from({ length: LONGEST_INPUT - taps + 1 }, (_, index) => ({ outputs: index + 1, taps })),
  );

  it.each(all)('F($outputs, $taps) is the sliding product', ({ outputs, taps }) => {
    const { input, kernel, output } = winogradMatrices(outputs, taps);
    const [d, g] = [numbers(outputs + taps - 1, 1), numbers(taps, 2)];
    const atPoints = times(kernel, g);
    const y = times(
      output,
      times(input, d).map((value, point) => value * (atPoints[point] ?? Number.NaN)),
    );
    expect(y).toHaveLength(outputs);
    y.forEach((value, position) => {
      const expected = g.reduce((sum, tap, index) => sum + tap * (d[position + index] ?? Number.NaN), 0);
      expect(value).toBeCloseTo(expected, 9);
    });
  });

  it("F(2, 3) has Winograd's own numbers, but for the denominators, which are with the kernel", () => {
    const { input, output } = winogradMatrices(2, 3);
    expect(input).toEqual([
      [-1, 0, 1, 0],
      [0, 1, 1, 0],
      [0, -1, 1, 0],
      [0, -1, 0, 1],
    ]);
    expect(output).toEqual([
      [1, 1, 1, 0],
      [0, 1, -1, 1],
    ]);
  });

  it('says when there are not enough points', () => {
    expect(() => winogradMatrices(7, 3)).toThrow('F(7, 3)');
  });

  it('acts on a square as on its rows and then its columns', () => {
    const { output } = winogradMatrices(2, 3);
    const square = [numbers(4, 1), numbers(4, 2), numbers(4, 3), numbers(4, 4)];
    const along = (matrix: Matrix) => transposed(transposed(matrix).map((column) => times(output, column)));
    const both = transposed(along(transposed(along(square))));
    expect(times(onSquares(output), square.flat())).toEqual(both.flat());
  });
});
